import type Database from "better-sqlite3";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { indexedWords } from "#app/search/search-words.ts";
import { openPortalFile, startSession } from "./data.ts";
import { listening } from "./pages.ts";

type File = InstanceType<typeof Database>;

export const invoicesEach = 50;
const staffEnv = { STAFF_EMAILS: "sam@bench.example" };
const maxVisitors = 2_000;

/**
 * Organizations of a person, a Stripe customer, fifty invoices of a line, a payment and a charge, three orders of an item and two
 * events, a request of two messages, and two mails each. In the order of time, as they would come: what is an
 * organization's lies all over the file.
 */
const rows = (organizations: number, now: number) => `
  create temp table o as with recursive o(i) as (select 0 union all select i + 1 from o where i < ${organizations - 1})
    select i, (select group_concat(substr('oak chair table lamp desk felt pads ', 1 + abs(i * j) % 30, 6), ' ')
      from (select column1 j from (values (7), (11), (13), (17), (19)))) said,
      ${now} - 500 * 86400000 + i * 864000000 / ${organizations} at from o;
  create temp table n as with recursive n(n) as (select 0 union all select n + 1 from n where n < ${invoicesEach - 1}) select n from n;
  insert into organizations (id, name, email, without_people, created_at)
    select 'org_' || i, 'Company ' || i || ' GmbH', 'ap@company' || i || '.example', 0, at from o;
  insert into people (id, email, name, created_at, updated_at)
    select 'per_' || i, 'ada@company' || i || '.example', 'Ada ' || i, at, at from o
    union all select 'per_sam', 'sam@bench.example', 'Sam', 1, 1;
  insert into memberships (org_id, person_id, role, source, created_at)
    select 'org_' || i, 'per_' || i, 'owner', 'stripe', at from o;
  insert into stripe_customers (id, org_id, obs, fetched_at, first_seen_via, email, first_email, name, currency)
    select 'cus_' || i, 'org_' || i, 1, at, 'backfill', 'ap@company' || i || '.example', 'ap@company' || i || '.example',
      'Company ' || i || ' GmbH', 'eur' from o;
  insert into invoices (id, raw, raw_sha, org_id, obs, fetched_at, first_seen_via, customer_id, number, status, currency,
      subtotal, total, amount_due, amount_paid, amount_remaining, issued_at, due_at, finalized_at, paid_at, customer_name,
      first_line, line_count)
    select 'in_' || n || '_' || i, json_object('id', 'in_' || n || '_' || i, 'object', 'invoice', 'customer', 'cus_' || i),
      hex(i * 1000 + n), 'org_' || i, 1, at, 'backfill', 'cus_' || i, 'INV-' || n || '-' || i,
      iif(n = ${invoicesEach - 1} and i % 5 = 0, 'open', 'paid'), 'eur', 10000 + i, 10000 + i, 10000 + i,
      iif(n = ${invoicesEach - 1} and i % 5 = 0, 0, 10000 + i), iif(n = ${invoicesEach - 1} and i % 5 = 0, 10000 + i, 0),
      at + n * 864000000, at + n * 864000000 + 1209600000, at + n * 864000000,
      iif(n = ${invoicesEach - 1} and i % 5 = 0, null, at + n * 864000000 + 86400000), 'Company ' || i || ' GmbH',
      'Oak chair, natural oil', 1
    from n cross join o;
  insert into invoice_lines (id, invoice_id, org_id, position, description, quantity, unit_amount, amount, currency)
    select 'il_1', id, org_id, 0, 'Oak chair, natural oil', '1', total, total, currency from invoices;
  insert into invoice_payments (id, raw, raw_sha, org_id, obs, fetched_at, first_seen_via, invoice_id, charge_id,
      payment_intent_id, status, amount_paid, amount_requested, currency, is_default, created_at, paid_at)
    select 'inpay_' || id, '{}', raw_sha, org_id, 1, fetched_at, 'backfill', id, 'ch_' || id, 'pi_' || id, 'paid', total,
      total, currency, 1, issued_at, paid_at from invoices where status = 'paid';
  insert into charges (id, raw, raw_sha, org_id, obs, fetched_at, first_seen_via, customer_id, payment_intent_id, status,
      currency, amount, amount_refunded, method_label, created_at)
    select 'ch_' || id, '{}', raw_sha, org_id, 1, fetched_at, 'backfill', customer_id, 'pi_' || id, 'succeeded', currency,
      total, 0, 'Visa 4242', paid_at from invoices where status = 'paid';
  insert into orders (id, org_id, reference, kind, title, promised_date, needs, open, done_at, newest_at, source,
      source_updated_at, source_sha, created_at, updated_at)
    select 'ord_' || i || '_' || n, 'org_' || i, 'PO-' || i || '-' || n, iif(i % 5, 'order', 'project'), said,
      date('now', i % 90 - 20 || ' days'), iif(n = 0 and i % 9 = 0, 'your colour', null), n < 2, iif(n < 2, null, at),
      at, 'feed', at, 'sha', at, at from n cross join o where n < 3;
  insert into order_items (org_id, order_id, position, name, quantity) select org_id, id, 0, title, 1 from orders;
  insert into order_events (org_id, order_id, event_id, step, occurred_at, arrived_at, source, actor)
    select org_id, id, 'e' || n, iif(n, 'confirmed', 'placed'), created_at + n, created_at + n, 'feed', 'Shop'
    from n cross join orders where n < 2;
  insert into requests (id, org_id, number, subject, person_id, email, verified, waiting_since, newest_at, created_at)
    select 'req_' || i, 'org_' || i, 1000 + i, said, 'per_' || i, 'ada@company' || i || '.example', 1, at, at, at from o;
  insert into request_people (org_id, request_id, person_id, since)
    select 'org_' || i, 'req_' || i, 'per_' || i, at from o;
  insert into messages (id, org_id, request_id, position, kind, side, person_id, email, text, via, created_at)
    select 'msg_' || i || '_' || n, 'org_' || i, 'req_' || i, n + 1, 'message', 'customer', 'per_' || i,
      'ada@company' || i || '.example', said || ' ' || said, 'portal', at from n cross join o where n < 2;
  insert into outbox (id, org_id, kind, dedupe_key, recipient, person_id, props, state, not_before, created_at, sent_at)
    select 'mail_' || i || '_' || n, 'org_' || i, 'receipt', 'receipt ' || i || ' ' || n, 'ada@company' || i || '.example',
      'per_' || i, '{}', 'delivered', at, at, at + n from n cross join o where n < 2;`;

/** What is searched of each kind, and how old it is. */
const searched = {
  organization: "select id item, rowid, created_at at, words(name, email) words from organizations",
  person: "select id item, rowid, created_at at, words(name, email) words from people",
  request: `select m.id item, m.rowid, m.created_at at, words(r.subject, 'REQ-' || r.number, m.name, m.email, m.text) words
    from messages m join requests r on r.id = m.request_id`,
  order: `select o.id item, o.rowid, o.created_at at, words(o.reference, o.title, i.name) words
    from orders o join order_items i on i.order_id = o.id`,
  invoice: "select id item, rowid, issued_at at, words(number) words from invoices",
};

/** The index of words, as the portal's own worker would write it a hundred rows at a time. */
function index(db: File) {
  db.function("words", { varargs: true, deterministic: true }, (...texts: unknown[]) =>
    indexedWords(texts as (string | null)[]),
  );
  for (const [kind, select] of Object.entries(searched))
    db.exec(`
      create temp table found as select item, at / 1000 * 1048576 + rowid % 1048576 id, words from (${select});
      insert into search_entries (kind, id, item) select '${kind}', id, item from found;
      insert into search_${kind} (rowid, words) select id, words from found order by id;
      drop table found;`);
}

/** Puts the rows in without the triggers and indexes of the file, which are made again after. */
function fillQuickly(db: File, organizations: number) {
  for (const pragma of ["journal_mode = MEMORY", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -1000000"])
    db.pragma(pragma);
  const made = db
    .prepare("select type, name, sql from sqlite_master where type in ('trigger', 'index') and sql is not null")
    .all() as { type: string; name: string; sql: string }[];
  for (const { type, name } of made) db.exec(`drop ${type} "${name}"`);
  db.exec(rows(organizations, Date.now()));
  index(db);
  for (const { sql } of made) db.exec(sql);
  db.pragma("journal_mode = WAL");
}

export type Visitor = { n: number; org: string; headers: { Cookie: string } };
export type Crowd = Awaited<ReturnType<typeof openCrowd>>;

/** A portal with so many organizations, and visitors of them chosen at random, each signed in. */
export async function openCrowd(organizations: number, more: Record<string, string> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), "foyer-bench-"));
  await (await listening(dataDir)).stop();
  const db = openPortalFile(dataDir);
  const began = performance.now();
  fillQuickly(db, organizations);
  const count = Math.min(organizations, maxVisitors);
  const { visitors, staff } = db.transaction(() => ({
    visitors: Array.from({ length: count }, (_, k): Visitor => {
      const n = (k * 7_919) % organizations;
      return { n, org: `org_${n}`, headers: { Cookie: startSession(db, `per_${n}`) } };
    }),
    staff: { headers: { Cookie: startSession(db, "per_sam"), Origin: "http://localhost:3999" } },
  }))();
  db.close();
  const made = { seconds: (performance.now() - began) / 1000, bytes: statSync(join(dataDir, "foyer.db")).size };
  const start = (also: Record<string, string> = {}) => listening(dataDir, { ...staffEnv, ...more, ...also });
  const portal = await start();
  return {
    ...made,
    at: portal.at,
    pid: portal.child.pid!,
    dataDir,
    organizations,
    visitors,
    staff,
    /** Another process on the same file. */
    start,
    async close() {
      await portal.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
