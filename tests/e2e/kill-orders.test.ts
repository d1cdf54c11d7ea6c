import Database from "better-sqlite3";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startCompany, type Company } from "#tests/run/company.ts";
import { bringFile, signInStaff } from "#tests/run/staff-imports.ts";

const batches = 2;
const perBatch = 300;
const lines = 1_200;
const maxMs = 60;

/** The same sequence on every run (Lehmer's generator): moments to die at. */
function seeded(seed: number) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
const random = seeded(20261124);

let company: Company;
let cookie: string;
let headers: Record<string, string>;
beforeAll(async () => {
  company = await startCompany();
  headers = { Authorization: `Bearer ${await company.makeKey("Feed")}`, "Content-Type": "application/json" };
  cookie = await signInStaff(company);
  const body = JSON.stringify({ name: "Acme GmbH" });
  await fetch(`${company.url}/api/v1/organizations/acme`, { method: "PUT", headers, body });
});
afterAll(() => company?.close());

function read<T>(sql: string): T {
  const db = new Database(join(company.dataDir, "foyer.db"), { readonly: true });
  try {
    return db.prepare(sql).pluck().get() as T;
  } finally {
    db.close();
  }
}
const rows = (table: string, which = "true") => read<number>(`select count(*) from ${table} where ${which}`);

/** Dies a moment after there is a first sign of work, and starts again when what it had taken up is anybody's once more. */
async function dieAtWork(hasBegun: () => boolean) {
  await expect.poll(hasBegun, { timeout: 20_000, interval: 5 }).toBe(true);
  await pause(random() * maxMs);
  await company.stop("SIGKILL");
  const db = new Database(join(company.dataDir, "foyer.db"));
  db.prepare("update jobs set lease_until = 0 where lease_until is not null").run();
  db.close();
}

it(
  `${batches} times kill -9 in a batch of the feed: what is answered is there, and nothing is twice`,
  { timeout: 120_000 },
  async () => {
    const send = (n: number) => {
      const references = Array.from({ length: perBatch }, (_, k) => `PO-${n}-${k}`);
      const order = { organization: "acme", title: "Chairs", items: [{ name: "Chair", quantity: 2 }] };
      const event = { eventId: "e-1", step: "packed", occurredAt: "2026-11-20T08:00:00Z" };
      const items = references.flatMap((reference) => [
        { put: `orders/${reference}`, body: order },
        { post: `orders/${reference}/events`, body: event },
      ]);
      const body = JSON.stringify({ items });
      return fetch(`${company.url}/api/v1/batch`, { method: "POST", headers, body }).then(
        async (answer) => ((await answer.json()) as { results: { status: number }[] }).results,
        () => null,
      );
    };
    let unanswered = 0;
    for (let n = 0; n < batches; n++) {
      const before = rows("orders");
      const sending = send(n);
      await dieAtWork(() => rows("orders") > before);
      const results = await sending;
      if (results) expect(rows("orders")).toBe(before + perBatch);
      else unanswered++;
      await company.start();
      // As the company's own system does where it had no answer.
      const again = (await send(n))!;
      expect(again.filter(({ status }) => status !== 200 && status !== 201)).toEqual([]);
      expect(rows("orders")).toBe(before + perBatch);
    }
    expect(unanswered).toBeGreaterThan(0);
    expect(rows("order_events")).toBe(batches * perBatch);
    expect(rows("order_items")).toBe(batches * perBatch);
    expect(rows("audit_log", "action = 'order.created'")).toBe(batches * perBatch);
    expect(read("pragma integrity_check")).toBe("ok");
  },
);

it(
  "kill -9 while an import is read, applied and taken back: it goes on, and does nothing twice",
  { timeout: 120_000 },
  async () => {
    const before = { orders: rows("orders"), events: rows("order_events") };
    const file = Array.from({ length: lines }, (_, n) => `IM-${n},acme,Chair number ${n},packed,2026-11-20`);
    const page = await bringFile(company, cookie, ["reference,customer,title,step,step date", ...file].join("\n"));
    const post = (verb: string) =>
      fetch(`${page}/${verb}`, {
        method: "POST",
        redirect: "manual",
        headers: { Cookie: cookie, Origin: company.url },
      });
    const state = () => read<string>("select state from imports");
    const interrupted: string[] = [];
    const dieIn = async (moving: string, progress: string, then: string, deaths = 1) => {
      for (let death = 0; death < deaths; death++) {
        const reached = death ? read<number>(`select ${progress} from imports`) : 0;
        const goesOn = () => state() !== moving || read<number>(`select ${progress} from imports`) !== reached;
        await dieAtWork(goesOn);
        if (state() === moving) interrupted.push(moving);
        await company.start();
      }
      await expect.poll(state, { timeout: 60_000, interval: 50 }).toBe(then);
    };

    await dieIn("reading", "lines", "checked");
    expect(rows("import_lines")).toBe(lines);
    expect(read("select making from imports")).toBe(lines);
    expect(rows("orders")).toBe(before.orders);

    await post("confirmation");
    // The second time it had itself gone on after a death.
    await dieIn("importing", "done", "done", 2);
    expect(read("select done from imports")).toBe(lines);
    expect(rows("orders") - before.orders).toBe(lines);
    expect(rows("order_events") - before.events).toBe(lines);
    expect(rows("audit_log", "action = 'order.imported'")).toBe(lines);

    await post("undo");
    await dieIn("undoing", "done", "undone");
    expect([rows("orders"), rows("order_events")]).toEqual([before.orders, before.events]);
    expect(rows("audit_log", "action = 'order.import-undone'")).toBe(lines);
    expect(rows("jobs", "kind like 'import.%'")).toBe(0);
    expect(read("pragma integrity_check")).toBe("ok");
    expect(new Set(interrupted)).toEqual(new Set(["reading", "importing", "undoing"]));
  },
);
