import { describe, expect, it } from "vitest";
import { checkStatement } from "#db/tripwire.ts";
import { owners } from "#db/owners.ts";

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
