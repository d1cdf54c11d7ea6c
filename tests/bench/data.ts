import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";

/** Puts an organization with an owner, a session and `count` invoices into a portal's file; gives its id and cookie. */
export function fill(dataDir: string, count: number) {
  const db = new Database(join(dataDir, "foyer.db"));
  db.pragma("busy_timeout = 5000");
  const now = Date.now();
  const cookie = randomBytes(32).toString("base64url");
  const [org, person] = ["org_bench", "per_bench"];
  db.transaction(() => {
    db.prepare("insert into organizations (id, name, created_at) values (?, 'Bench Ltd', ?)").run(org, now);
    db.prepare(
      "insert into people (id, email, name, created_at, updated_at) values (?, 'b@bench.example', 'Bea', ?, ?)",
    ).run(person, now, now);
    db.prepare(
      "insert into memberships (org_id, person_id, role, source, created_at) values (?, ?, 'owner', 'staff', ?)",
    ).run(org, person, now);
    db.prepare(
      "insert into sessions (id_hash, person_id, public_id, browser, created_at, last_seen_at, expires_at, proven_at) values (?, ?, 'ses_bench', 'Bench', ?, ?, ?, ?)",
    ).run(createHash("sha256").update(cookie).digest("hex"), person, now, now, now + 86_400_000, now);
    const insert = db.prepare(
      `insert into invoices (id, org_id, obs, fetched_at, first_seen_via, customer_id, number, status, currency, subtotal, total, amount_due, amount_paid, amount_remaining, issued_at)
       values (?, ?, 1, ?, 'backfill', 'cus_bench', ?, 'paid', 'eur', 10000, 10000, 10000, 10000, 0, ?)`,
    );
    for (let n = 0; n < count; n++) insert.run(`in_bench${n}`, org, now, `INV-${n}`, now - n * 86_400_000);
  })();
  db.close();
  return { org, cookie: `sid=${cookie}` };
}
