import { describe, expect, it } from "vitest";
import { checkStatement, UnscopedStatement } from "#db/tripwire.ts";
import { owners } from "#db/owners.ts";
import { filled } from "./any-statement.ts";

const check =
  (sql: string, params: unknown[] = ["org_a", "in_1"]) =>
  () =>
    checkStatement(sql, params, owners, (_table, column) =>
      column === "org_id" ? "org_a" : column === "person_id" ? "per_a" : undefined,
    );

describe("the tripwire", () => {
  it.each([
    [`select "id" from "invoices" where ("invoices"."org_id" = ? and "invoices"."id" = ?)`],
    [`select "id" from "invoices" where "org_id" = ? and ("id" = ? or "number" = ?)`],
    [
      `select 1 from "invoices" inner join "invoice_lines" on ("invoice_lines"."org_id" = "invoices"."org_id" and "invoice_lines"."invoice_id" = "invoices"."id") where "invoices"."org_id" = ?`,
    ],
    [
      `select 1 from "invoices" "i" left join "charges" on "charges"."org_id" = ? where "i"."org_id" = ?`,
      ["org_a", "org_a"],
    ],
    [
      `select * from "invoices" cross join "charges" where "invoices"."org_id" = ? and "charges"."org_id" = ?`,
      ["org_a", "org_a"],
    ],
    [`update "invoices" set "number" = ? where "invoices"."org_id" = ?`, ["x", "org_a"]],
    [`delete from "item_links" where ("item_links"."org_id" = ? and "item_links"."id" = ?)`],
    [
      `insert into "item_links" ("id", "org_id", "kind") values (?, ?, ?), (?, ?, null)`,
      ["a", "org_a", "invoice", "b", "org_a"],
    ],
    [
      `insert into "invoice_pdfs" ("invoice_id", "org_id") values (?, ?) on conflict ("invoice_id") do update set "sha256" = ? where "invoice_pdfs"."org_id" = ?`,
      ["in_1", "org_a", "x", "org_a"],
    ],
    [
      `select (select count(*) from "charges" where "charges"."org_id" = ?) from "invoices" where "invoices"."org_id" = ?`,
      ["org_a", "org_a"],
    ],
    [`select "value" from "stripe_obs"`, []],
    [`select * from "requests" where "requests"."person_id" = ?`, ["per_a"]],
    [
      `select * from "memberships" inner join "organizations" on "organizations"."id" = "memberships"."org_id" where "memberships"."person_id" = ?`,
      ["per_a"],
    ],
    [
      `select * from "memberships" inner join "people" on "people"."id" = "memberships"."person_id" where "memberships"."org_id" = ?`,
    ],
  ])("lets the caller's own through: %s", (sql, params?: unknown[]) => {
    expect(check(sql, params)).not.toThrow();
  });

  it.each([
    [`select * from "invoices"`, []],
    [`select * from "invoices" where "invoices"."id" = ?`, ["in_1"]],
    [`select * from "invoices" where "invoices"."org_id" = ?`, ["org_b"]],
    [`select * from "invoices" where ("invoices"."org_id" = ? or "invoices"."id" = ?)`],
    [`select * from "invoices" where not ("invoices"."org_id" = ?)`],
    [`select * from "invoices" where "invoices"."org_id" = "invoices"."org_id"`],
    [
      `select * from "invoices" where "invoices"."id" in (select "invoice_id" from "invoice_lines") and "invoices"."org_id" = ?`,
    ],
    [`select * from "invoices" left join "charges" on "invoices"."org_id" = ?`],
    [
      `select * from "invoices" left join "charges" on "charges"."id" = ? where "invoices"."org_id" = ?`,
      ["x", "org_a"],
    ],
    [`select * from "invoices" cross join "charges" where "invoices"."org_id" = ?`],
    [`select * from "charges" cross join "invoices" where "invoices"."org_id" = ?`],
    [`select * from "invoices", "charges" where "invoices"."org_id" = ?`],
    [`select * from "invoices" where "invoices"."org_id" = ? union select * from "invoices"`],
    [`select * from "invoices" where "invoices"."id" between ? and "invoices"."org_id" = ?`, ["a", "org_a"]],
    [`update "invoices" set "number" = ?`, ["x"]],
    [`update "invoices" set "org_id" = ? where "invoices"."org_id" = ?`, ["org_b", "org_a"]],
    [`delete from "item_links"`, []],
    [`insert into "item_links" ("id", "org_id") values (?, ?)`, ["a", "org_b"]],
    [`insert into "item_links" ("id", "org_id") values (?, ?), (?, ?)`, ["a", "org_a", "b", "org_b"]],
    [`insert into "item_links" ("id") values (?)`, ["a"]],
    [`insert into "item_links" select * from "item_links"`, []],
    [
      `insert into "invoice_pdfs" ("invoice_id", "org_id") values (?, ?) on conflict ("invoice_id") do update set "sha256" = ?`,
      ["in_1", "org_a", "x"],
    ],
    [`select * from "sessions" where "sessions"."id_hash" = ?`, ["x"]],
    [`select * from "sessions" where "sessions"."person_id" = ?`, ["org_a"]],
    [`select * from "messages" where "messages"."person_id" = ?`, ["per_a"]],
    [
      `select * from "memberships" inner join "invoices" on "invoices"."org_id" = "memberships"."org_id" where "memberships"."person_id" = ?`,
      ["per_a"],
    ],
    [`with "x" as (select * from "invoices") select * from "x"`, []],
  ])("stops %s", (sql, params?: unknown[]) => {
    expect(check(sql, params)).toThrow();
  });
});

const own = `"org_id" = {A}`;
const all = `select "id" from "invoices"`;
const mine = `${all} where ${own}`;
const links = `insert into "item_links" ("id", "org_id", "email")`;

describe("the tripwire takes the one, and never the other:", () => {
  it.each([
    ["a subselect that is shown", `select (${mine})`, `select (${all})`],
    ["a subselect in a function", `select coalesce((${mine}), 1)`, `select coalesce((${all}), 1)`],
    ["a subselect in a condition", `${mine} and "id" in (${mine})`, `${mine} and "id" in (${all})`],
    ["a subselect in ORDER BY", `${mine} order by (${mine})`, `${mine} order by (${all})`],
    ["a subselect in LIMIT", `${mine} limit (${mine})`, `${mine} limit (${all})`],
    ["a subselect in a window", `select count(*) over () from "invoices" where ${own}`, `${mine} and (${all}) over ()`],
    ["a subselect in VALUES", `${links} values ((${mine}), {A}, {x})`, `${links} values ((${all}), {A}, {x})`],
    [
      "a subselect in RETURNING",
      `delete from "invoices" where ${own} returning (${mine})`,
      `delete from "invoices" where ${own} returning (${all})`,
    ],
    [
      "a subselect in SET",
      `update "invoices" set "number" = (${mine}) where ${own}`,
      `update "invoices" set "number" = (${all}) where ${own}`,
    ],
    ["a subselect as the condition", mine, `${all} where (select 1 and ${own})`],
    [
      "rows of a select",
      `${links} values ({x}, {A}, {x})`,
      `${links} select {x}, {A}, {x} from "invoices" where ${own}`,
    ],
    [
      "rows of a select for nobody's table",
      `insert into "staff_tasks" ("subject") values ((${mine}))`,
      `insert into "staff_tasks" ("subject") ${all}`,
    ],
    [
      "rows after the first",
      `${links} values ({x}, {A}, {x})`,
      `${links} values ({x}, {A}, {x}) union all select "id", "id", "id" from "invoices" where ${own}`,
    ],
    [
      "columns without quotes",
      `${links} values ({x}, {A}, {x})`,
      `insert into "item_links" (id, "org_id") values ({A}, {B})`,
    ],
    [
      "columns named twice",
      `${links} values ({x}, {A}, {x})`,
      `insert into "item_links" ("org_id", "org_id") values ({A}, {B})`,
    ],
    [
      "replacing",
      `${links} values ({x}, {A}, {x})`,
      `insert or replace into "item_links" ("id", "org_id") values ({x}, {A})`,
    ],
    ["REPLACE", `${links} values ({x}, {A}, {x})`, `replace into "item_links" ("id", "org_id") values ({x}, {A})`],
    [
      "an update that replaces",
      `update "invoices" set "number" = {x} where ${own}`,
      `update or replace "invoices" set "number" = {x} where ${own}`,
    ],
    [
      "an upsert",
      `${links} values ({x}, {A}, {x}) on conflict ("id") do update set "email" = {x} where "item_links"."org_id" = {A}`,
      `${links} values ({x}, {A}, {x}) on conflict ("id") where "org_id" = {A} do update set "email" = {x}`,
    ],
    [
      "an upsert limited by what was to come",
      `${links} values ({x}, {A}, {x}) on conflict do nothing`,
      `${links} values ({x}, {A}, {x}) on conflict do update set "email" = {x} where "excluded"."org_id" = {A}`,
    ],
    [
      "two upserts",
      `${links} values ({x}, {A}, {x}) on conflict do update set "email" = {x} where ${own}`,
      `${links} values ({x}, {A}, {x}) on conflict ("id") do update set "email" = {x} on conflict do update set "email" = {x} where ${own}`,
    ],
    [
      "an owner among columns that are set",
      `update "invoices" set "number" = {x} where ${own}`,
      `update "invoices" set ("number", "org_id") = ({x}, {B}) where ${own}`,
    ],
    [
      "an owner set without quotes",
      `update "invoices" set "number" = {x} where ${own}`,
      `update "invoices" set org_id = {B} where ${own}`,
    ],
    [
      "UPDATE FROM",
      `update "invoices" set "number" = "c"."id" from "charges" "c" where "c"."org_id" = {A} and "invoices"."org_id" = {A}`,
      `update "invoices" set "number" = "c"."id" from "charges" "c" where "c"."org_id" = {A} and "invoices"."id" = {x}`,
    ],
    [
      "a deletion by another table",
      `delete from "invoices" where ${own}`,
      `delete from "invoices" where "id" in (select "id" from "charges" where ${own})`,
    ],
    ["a common table", mine, `with "mine" as (${mine}) ${all}`],
    ["a common table of the name", mine, `with "invoices" as (select {A} as "org_id") ${mine}`],
    ["what is joined to a set", mine, `${mine} union ${all}`],
    ["what is taken from a set", mine, `${all} except ${mine}`],
    ["names without quotes", mine, `select id from invoices`],
    ["brackets", `select [id] from [invoices] where [org_id] = {A}`, `select [id] from [invoices]`],
    ["backticks", "select `id` from `invoices` where `org_id` = {A}", "select `id` from `invoices`"],
    ["capitals", `SELECT "ID" FROM "Invoices" WHERE "ORG_ID" = {A}`, `SELECT "ID" FROM "Invoices"`],
    ["a string for a name", mine, `select "id" from 'invoices'`],
    ["the file's name", mine, `select "id" from main.invoices`],
    ["the file's name in quotes", mine, `select "id" from "main"."invoices"`],
    ["a temporary table", mine, `select "id" from temp."invoices" where ${own}`],
    ["a table after IN", mine, `${mine} and "id" in "invoices"`],
    ["a table after a comma", mine, `select "i"."id" from "invoices" "i", "charges" where "i"."org_id" = {A}`],
    ["a table after a join's condition", mine, `select 1 from "staff_tasks" join "jobs" on 1 or 1, "invoices"`],
    ["tables in parentheses", mine, `select 1 from ("invoices" join "charges")`],
    ["a table outside the schema", `select "id" from "staff_tasks"`, `select * from "sqlite_master"`],
    ["the index of words", `select "id" from "staff_tasks"`, `select "rowid" from "search_order"`],
    ["a function for a table", `select "id" from "staff_tasks"`, `select * from pragma_table_info({x})`],
    [
      "a join that adds rows",
      mine,
      `select 1 from "charges" full join "invoices" on "invoices"."org_id" = "charges"."org_id" where "charges"."org_id" = {A}`,
    ],
    ["a natural join", mine, `select 1 from "invoices" natural join "charges" where "invoices"."org_id" = {A}`],
    ["two tables of one name", mine, `select 1 from "invoices" "t" join "charges" "t" on "t"."org_id" = {A}`],
    ["several values", mine, `${all} where "org_id" in ({A}, {B})`],
    ["all but", mine, `${all} where "org_id" not in ({A})`],
    ["anything else than =", mine, `${all} where "org_id" <> {A}`],
    ["rows as values", mine, `${all} where ("org_id", "id") <> ({A}, {x})`],
    ["an equality that is compared", mine, `${all} where "org_id" = {A} = 0`],
    ["a condition denied", mine, `${all} where not (${own})`],
    ["a condition in a filter", mine, `select count(*) filter (where ${own}) from "invoices"`],
    ["a condition in HAVING", mine, `${all} having ${own}`],
    ["a condition in a comment", mine, `${all} -- where ${own}`],
    ["a condition between comments", mine, `${all} /* where ${own} */`],
    ["a condition in a string", `${mine} and "number" = 'it''s'`, `${all} where "number" = ' where ${own}'`],
    [
      "a string that ends early",
      `${mine} and "number" <> ''`,
      `${all} where "number" <> '' or "number" = ' and ${own}'`,
    ],
    ["parentheses that do not match", mine, `${mine})`],
    ["a numbered parameter", mine, `${mine} and "id" = ?1`],
    ["named parameters", mine, `${all} where "org_id" = :a and "org_id" = @a and "org_id" = $a`],
    ["a second statement", mine, `${mine}; delete from "invoices"`],
    ["what is no statement on rows", "savepoint sp1", "pragma writable_schema = 1"],
    ["another file", "rollback to savepoint sp1", "attach 'other.sqlite' as other"],
    ["what explains", "release savepoint sp1", `explain ${all}`],
  ])("%s", (_, fine, leaking) => {
    for (const [statement, isFine] of [
      [fine, true],
      [leaking, false],
    ] as const) {
      const { sql, params } = filled(statement);
      if (isFine) expect(check(sql, params)).not.toThrow();
      else expect(check(sql, params)).toThrow(UnscopedStatement);
    }
  });
});
