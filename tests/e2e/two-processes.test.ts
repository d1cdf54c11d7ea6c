import Database from "better-sqlite3";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { signInPostsPerIp } from "#app/sign-in/limits.ts";
import { startCompany, type Company } from "#tests/run/company.ts";
import type { PortalProcess } from "#tests/run/portal-process.ts";

const customers = 40;

let company: Company;
let second: PortalProcess;
let at: [string, string];
beforeAll(async () => {
  company = await startCompany();
  second = await company.startBeside();
  at = [company.url, `http://localhost:${second.port}`];
});
afterAll(async () => {
  await second?.stop();
  await company?.close();
});

const each = <T>(make: (n: number) => T) => Array.from({ length: customers }, (_, n) => make(n));

it("two processes on one file mail what either hears of once", async () => {
  const headers = { Authorization: `Bearer ${await company.makeKey("Feed")}`, "Content-Type": "application/json" };
  const tell = async (url: string, items: object[]) => {
    const answer = await fetch(`${url}/api/v1/batch`, { method: "POST", headers, body: JSON.stringify({ items }) });
    const { results } = (await answer.json()) as { results: { status: number }[] };
    expect([...new Set(results.map(({ status }) => status))]).toEqual([201]);
  };
  const address = (n: number) => `p${n}@acme.example`;
  const owner = (n: number) => ({ email: address(n), memberships: [{ organization: `c${n}`, role: "owner" }] });
  await tell(
    at[0],
    each((n) => ({ put: `organizations/c${n}`, body: { name: `Company ${n}` } })),
  );
  await tell(
    at[1],
    each((n) => ({ put: `people/p${n}`, body: owner(n) })),
  );
  await tell(
    at[0],
    each((n) => ({ put: `orders/PO-${n}`, body: { organization: `c${n}`, title: "Six chairs" } })),
  );
  const step = { eventId: "e-1", step: "shipped", occurredAt: new Date().toISOString() };
  const events = each((n) => ({ post: `orders/PO-${n}/events`, body: step }));
  await Promise.all([tell(at[0], events.slice(0, customers / 2)), tell(at[1], events.slice(customers / 2))]);

  const db = new Database(join(company.dataDir, "foyer.db"), { readonly: true });
  const count = (sql: string) => db.prepare(sql).pluck().get();
  const open = () => count("select (select count(*) from outbox where state <> 'sent') + (select count(*) from jobs)");
  await expect.poll(open, { timeout: 60_000 }).toBe(0);
  expect(count("select count(*) from processes")).toBe(2);
  db.close();
  const shipped = company.postmark.sent.filter(({ To }) => To.endsWith("@acme.example")).map(({ To }) => To);
  expect(shipped.sort()).toEqual(each(address).sort());
});

it("and count what somebody does together, whichever answers", async () => {
  const answers: number[] = [];
  for (let n = 0; n < signInPostsPerIp.limit + 4; n++) {
    const body = new URLSearchParams({ email: `nobody${n}@zebra.example` });
    const init = { method: "POST", redirect: "manual", headers: { Origin: company.url }, body } as const;
    answers.push((await fetch(`${at[n % 2]}/sign-in`, init)).status);
  }
  expect(answers.filter((status) => status === 303)).toHaveLength(signInPostsPerIp.limit);
  expect(answers.slice(-4)).toEqual([429, 429, 429, 429]);
});
