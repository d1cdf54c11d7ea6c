import { getTableName } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hasColumn, tables } from "#db/tables.ts";
import { everyPage } from "#tests/pages.ts";
import { openTown } from "#tests/world.ts";

const town = openTown();
afterAll(() => town.close());
const { sqlite } = town.connection;
const prepare = sqlite.prepare.bind(sqlite);
const asked = new Set<string>();
sqlite.prepare = ((text: string) => {
  asked.add(text);
  return prepare(text);
}) as typeof sqlite.prepare;

/** What becomes more with every customer. */
const grows = new Set(
  tables
    .filter((table) => hasColumn(table, "org_id") || hasColumn(table, "person_id"))
    .map(getTableName)
    .concat("organizations", "people"),
);
/** An index of what waits: short, however long its table. */
const partial = new Set(
  prepare("select name from sqlite_master where type = 'index' and sql like '% where %'").pluck().all(),
);

function planOf(text: string): string[] {
  const places = text.replace(/'[^']*'|"[^"]*"/g, "").match(/\?/g)?.length ?? 0;
  const rows = prepare(`explain query plan ${text}`).all(...Array<null>(places).fill(null)) as { detail: string }[];
  return rows.map(({ detail }) => detail);
}

/** Whether a statement reads a table from end to end, or sorts what is not one customer's or one thing's. */
function takesLonger(text: string): boolean {
  const plan = planOf(text);
  const isSorted = plan.some((step) => /^USE TEMP B-TREE FOR (ORDER|GROUP) BY/.test(step));
  const isCut = / limit /.test(text) && !isSorted;
  return plan.some((step) => {
    const [, way, table = "", index = "", found = ""] =
      /^(SCAN|SEARCH) (\w+)(?: EXISTS)?(?: USING (?:COVERING )?INDEX (\w+))?(?: \((.*)\))?/.exec(step) ?? [];
    if (!grows.has(table) || partial.has(index)) return false;
    if (way === "SCAN") return !isCut && !/ where false/.test(text);
    return isSorted && !/(id|email|recipient|hash|reference|number)=\?/.test(found);
  });
}

const queries: string[] = [];
beforeAll(async () => {
  for (const { path, as } of everyPage(town))
    await town.fetch(path, as ? { headers: { Cookie: town.signIn(town[as].id) } } : {});
  queries.push(...[...asked].filter((text) => /^select /i.test(text)));
});

it("of no page's statements takes longer the more customers there are", () => {
  expect(queries.length).toBeGreaterThan(100);
  expect(queries.filter(takesLonger)).toEqual([]);
});

it("for sums and counts of all of a customer's invoices reads their index only", () => {
  // What is late is a sum of the few that are open.
  const sums = queries.filter((text) => / from "invoices" .* group by /s.test(text) && !text.includes('"due_at" <'));
  expect(sums.length).toBeGreaterThan(1);
  for (const text of sums) expect(planOf(text)[0]).toContain("USING COVERING INDEX invoices_org_status");
});

it("for what was refunded of each invoice reads its payments' index, and of charges those alone that tell something", () => {
  const joined = queries.filter((text) => text.includes('cross join "charges" on'));
  expect(joined.length).toBeGreaterThan(1);
  const steps = joined.flatMap(planOf);
  const [payments, found] = ["invoice_payments", "charges"].map((table) =>
    steps.filter((step) => step.startsWith(`SEARCH ${table} `)),
  ) as [string[], string[]];
  expect(payments.filter((step) => !step.includes("USING COVERING INDEX invoice_payments_org"))).toEqual([]);
  expect(found.length).toBeGreaterThan(3);
  expect(
    found.filter((step) => !/INDEX charges_telling(_intent)? \(org_id=\? AND (id|payment_intent_id)=\?/.test(step)),
  ).toEqual([]);
});
