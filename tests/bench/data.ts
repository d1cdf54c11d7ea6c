import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";

type File = InstanceType<typeof Database>;

export function openPortalFile(dataDir: string): File {
  const db = new Database(join(dataDir, "foyer.db"));
  db.pragma("busy_timeout = 5000");
  return db;
}

/** A session put straight into the file; gives its cookie. */
export function startSession(db: File, person: string): string {
  const [cookie, now] = [randomBytes(32).toString("base64url"), Date.now()];
  const idHash = createHash("sha256").update(cookie).digest("hex");
  db.prepare(
    "insert into sessions (id_hash, person_id, public_id, browser, created_at, last_seen_at, expires_at) values (?, ?, ?, 'Bench', ?, ?, ?)",
  ).run(idHash, person, `ses_${cookie.slice(0, 8)}`, now, now, now + 86_400_000);
  db.prepare("insert into session_proofs (session_hash, person_id, kind, at) values (?, ?, 'mailbox', ?)").run(
    idHash,
    person,
    now,
  );
  return `sid=${cookie}`;
}

/** Signs somebody in whom the portal knows; gives the only organization and the cookie. */
export function visitorOf(dataDir: string, email: string) {
  const db = openPortalFile(dataDir);
  const { org, person } = db
    .prepare(
      "select m.org_id org, p.id person from people p join memberships m on m.person_id = p.id where p.email = ?",
    )
    .get(email) as { org: string; person: string };
  const cookie = startSession(db, person);
  db.close();
  return { org, cookie };
}

/** An order that was shipped, and a request that was answered; the organization and the person are `@org` and `@person`. */
const orderAndRequest = [
  `insert into orders (id, org_id, reference, kind, title, promised_date, step, step_at, newest_at, source,
     source_updated_at, source_sha, created_at, updated_at)
   values ('ord_bench', @org, 'PO-1', 'order', 'Six oak chairs', date('now', '9 days'), 'shipped', @now, @now, 'feed', @now,
     'sha', @now, @now)`,
  `insert into order_items (org_id, order_id, position, name, quantity)
   values (@org, 'ord_bench', 0, 'Oak chair, natural oil', 6), (@org, 'ord_bench', 1, 'Felt pads', 24)`,
  `insert into order_events (org_id, order_id, event_id, step, occurred_at, arrived_at, source, actor)
   select @org, 'ord_bench', 'e-' || key, value, @now - (4 - key) * 86400000, @now, 'feed', 'Bench'
   from json_each('["placed", "confirmed", "packed", "shipped"]')`,
  `insert into requests (id, org_id, number, subject, person_id, email, name, verified, turn, waiting_since, newest_at,
     created_at)
   values ('req_bench', @org, 1000, 'A chair that wobbles', @person, 'b@bench.example', 'Bea', 1, 'customer', @now, @now, @now)`,
  "insert into request_people (org_id, request_id, person_id, since) values (@org, 'req_bench', @person, @now)",
  `insert into messages (id, org_id, request_id, position, kind, side, person_id, email, name, text, via, created_at)
   select 'msg_bench' || value, @org, 'req_bench', value, 'message', iif(value % 2, 'customer', 'staff'),
     iif(value % 2, @person, null), iif(value % 2, 'b@bench.example', 'sam@bench.example'), iif(value % 2, 'Bea', 'Sam'),
     'One of the six wobbles on a level floor. Could somebody look at its joints?', 'portal', @now
   from json_each('[1, 2, 3, 4]')`,
];

const linesOfInvoices = `
  insert into invoice_lines (id, invoice_id, org_id, position, description, quantity, unit_amount, amount, currency)
  select 'il_' || value, invoices.id, org_id, value, iif(value, 'Felt pads', first_line), '1', '5000', 5000, currency
  from invoices, json_each('[0, 1]') where org_id = @org`;

/** As long as what Stripe says of an invoice is, without its lines. */
const raw = JSON.stringify({ object: "invoice", customer_name: "Bench Ltd", rest: "x".repeat(5_000) });

/**
 * Puts an organization with an owner, a session, `count` invoices, an order and a request into a portal's file; gives its
 * id and cookie.
 */
export function fill(dataDir: string, count: number) {
  const db = openPortalFile(dataDir);
  const now = Date.now();
  const [org, person] = ["org_bench", "per_bench"];
  db.transaction(() => {
    db.prepare("insert into organizations (id, name, created_at) values (?, 'Bench Ltd', ?)").run(org, now);
    db.prepare(
      "insert into people (id, email, name, created_at, updated_at) values (?, 'b@bench.example', 'Bea', ?, ?)",
    ).run(person, now, now);
    db.prepare(
      "insert into memberships (org_id, person_id, role, source, created_at) values (?, ?, 'owner', 'staff', ?)",
    ).run(org, person, now);
    const insert = db.prepare(
      `insert into invoices (id, raw, org_id, obs, fetched_at, first_seen_via, customer_id, number, status, currency, subtotal,
         total, amount_due, amount_paid, amount_remaining, issued_at, customer_name, first_line, line_count)
       values (?, ?, ?, 1, ?, 'backfill', 'cus_bench', ?, 'paid', 'eur', 10000, 10000, 10000, 10000, 0, ?, 'Bench Ltd',
         'Oak chair, natural oil', 2)`,
    );
    for (let n = 0; n < count; n++) insert.run(`in_bench${n}`, raw, org, now, `INV-${n}`, now - n * 86_400_000);
    db.prepare(linesOfInvoices).run({ org });
    for (const text of orderAndRequest) db.prepare(text).run({ org, person, now });
  })();
  const cookie = startSession(db, person);
  db.close();
  return { org, cookie };
}
