import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openPortalFile, startSession } from "./data.ts";
import { listening } from "./pages.ts";
import { quantile } from "./rates.ts";

const organizations = 100_000;
const [warming, rounds] = [10, 40];

/** Organizations with a person, an invoice, three orders of an item each, and a request of two messages each. */
const rows = `
  create temp table n as with recursive n(i) as (select 0 union all select i + 1 from n where i < ${organizations - 1})
    select i, (select group_concat(substr('oak chair table lamp desk felt pads ', 1 + abs(i * j) % 30, 6), ' ')
      from (select column1 j from (values (7), (11), (13), (17), (19)))) said, unixepoch() * 1000 - i * 60000 at from n;
  insert into organizations (id, name, email, created_at)
    select 'org_' || i, 'Company ' || i || ' GmbH', 'ap@company' || i || '.example', at from n;
  insert into people (id, name, email, created_at, updated_at)
    select 'per_' || i, 'Ada ' || i, 'ada@company' || i || '.example', at, at from n
    union all select 'per_sam', 'Sam', 'sam@bench.example', 1, 1;
  insert into suppressions (email, reason, created_at)
    select 'ada@company' || i || '.example', 'HardBounce', at from n where i % 110 = 0;
  insert into memberships (org_id, person_id, role, source, created_at)
    select 'org_' || i, 'per_' || i, 'owner', 'staff', at from n;
  insert into invoices (id, org_id, obs, fetched_at, first_seen_via, customer_id, number, status, currency,
      subtotal, total, amount_due, amount_paid, amount_remaining, issued_at)
    select 'in_' || i, 'org_' || i, 1, at, 'backfill', 'cus_' || i, 'INV-2026-' || i, 'paid', 'eur', 1, 1, 1, 1, 0, at from n;
  insert into orders (id, org_id, reference, kind, title, promised_date, needs, open, done_at, newest_at, source,
      source_updated_at, source_sha, created_at, updated_at)
    select 'ord_' || i || '_' || k, 'org_' || i, 'PO-' || i || '-' || k, iif(i % 5, 'order', 'project'), said,
      date('now', i % 90 - 20 || ' days'), iif(k = 0 and i % 9 = 0, 'your colour', null), k < 2, iif(k < 2, null, at),
      at, 'feed', at, 'sha', at, at from n, (select column1 k from (values (0), (1), (2)));
  insert into order_items (org_id, order_id, position, name, quantity) select org_id, id, 0, title, 1 from orders;
  insert into requests (id, org_id, number, subject, email, verified, job, waiting_since, newest_at, created_at)
    select 'req_' || i, 'org_' || i, 1000 + i, said, 'ada@company' || i || '.example', 1, iif(i % 2, 'other', 'order'), at, at, at from n;
  insert into messages (id, org_id, request_id, position, kind, side, email, text, via, created_at)
    select 'msg_' || i || '_' || k, 'org_' || i, 'req_' || i, k, 'message', 'customer',
      'ada@company' || i || '.example', said || ' ' || said, 'portal', at from n, (select column1 k from (values (1), (2)));`;

const asked = {
  customers: "/staff/customers",
  "customers, the newest": "/staff/customers?sort=newest",
  "customers, further on": "/staff/customers?after=org_55555",
  "customers, never signed in": "/staff/customers?show=never-signed-in",
  "customers, unpaid": "/staff/customers?show=owes",
  "customers, late": "/staff/customers?show=late-order&sort=newest",
  "customers, emails bounce": "/staff/customers?show=mail-comes-back",
  "customers, nobody": "/staff/customers?show=nobody",
  "customers, search": "/staff/customers?q=company",
  "what customers ask": "/staff/insights/other",
  board: "/staff/orders?",
  "board, late projects": "/staff/orders?state=late&kind=project",
  "board, done": "/staff/orders?state=done",
  "board, search": "/staff/orders?q=chair",
  "board, nothing fits": "/staff/orders?q=nowhere",
  "search, a word that all have": "/staff/search?q=company",
  "search, part of it": "/staff/search?q=compa",
  "search, two words": "/staff/search?q=oak+chair",
  "search, a few letters": "/staff/search?q=ch",
  "search, a number": "/staff/search?q=INV-2026-77777",
  "search, a mail address": "/staff/search?q=ada%40company77777.example",
  "search, nothing fits": "/staff/search?q=nowhere",
};

/** The staff's board and search, and a change of the steps, at the size of a large company. */
export async function benchStaff() {
  const dataDir = mkdtempSync(join(tmpdir(), "foyer-bench-"));
  const portal = await listening(dataDir, { STAFF_EMAILS: "sam@bench.example" });
  const db = openPortalFile(dataDir);
  db.transaction(() => db.exec(rows))();
  const headers = { Cookie: startSession(db, "per_sam"), Origin: "http://localhost:3999" };
  const left = db.prepare("select count(*) from search_changes").pluck();
  const [all, started] = [left.get() as number, performance.now()];
  while (left.get()) await pause(1_000);
  const seconds = (performance.now() - started) / 1000;
  console.log(`${all} rows indexed in ${seconds.toFixed(0)} s, ${(all / seconds).toFixed(0)} a second`);

  console.log("\np95 in milliseconds");
  const show = async (name: string, ask: (n: number) => Promise<Response>) => {
    const waits: number[] = [];
    for (let n = 0; n < warming + rounds; n++) {
      const begun = performance.now();
      const answer = await ask(n);
      await answer.text();
      if (n >= warming) waits.push(performance.now() - begun);
      if (answer.status >= 400) throw new Error(`${name} was answered ${answer.status}`);
    }
    console.log(`${name.padEnd(34)} ${quantile(waits, 0.95).toFixed(1).padStart(7)} ms`);
  };
  for (const [name, path] of Object.entries(asked)) await show(name, () => fetch(portal.at + path, { headers }));
  const place = `${portal.at}/staff/steps/order/packed/place`;
  const move = (n: number) => {
    const body = new URLSearchParams({ to: n % 2 ? "up" : "down" });
    return fetch(place, { method: "POST", headers, redirect: "manual", body });
  };
  await show("another order of the steps", move);
  db.close();
  await portal.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
