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
  db.prepare(
    "insert into sessions (id_hash, person_id, public_id, browser, created_at, last_seen_at, expires_at, proven_at) values (?, ?, ?, 'Bench', ?, ?, ?, ?)",
  ).run(
    createHash("sha256").update(cookie).digest("hex"),
    person,
    `ses_${cookie.slice(0, 8)}`,
    now,
    now,
    now + 86_400_000,
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

/** Puts an organization with an owner, a session and `count` invoices into a portal's file; gives its id and cookie. */
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
      `insert into invoices (id, org_id, obs, fetched_at, first_seen_via, customer_id, number, status, currency, subtotal, total, amount_due, amount_paid, amount_remaining, issued_at)
       values (?, ?, 1, ?, 'backfill', 'cus_bench', ?, 'paid', 'eur', 10000, 10000, 10000, 10000, 0, ?)`,
    );
    for (let n = 0; n < count; n++) insert.run(`in_bench${n}`, org, now, `INV-${n}`, now - n * 86_400_000);
  })();
  const cookie = startSession(db, person);
  db.close();
  return { org, cookie };
}
