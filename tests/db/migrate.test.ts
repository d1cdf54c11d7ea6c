import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openFile } from "#db/connection.ts";
import { migrate, migrations, NewerDatabase, pendingMigrations } from "#db/migrate.ts";

const secrets = ["a-secret-for-tests-that-is-long-enough-1"] as const;
let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "foyer-migrate-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = () => openFile(join(folder, "foyer.db"), secrets);

it("makes a new file whole, and finds nothing to do the second time", () => {
  const connection = open();
  expect(migrate(connection, 1)).toEqual({ applied: migrations.map(({ name }) => name), backup: null });
  expect(migrate(connection, 2)).toEqual({ applied: [], backup: null });
  connection.sqlite.close();
});

it("copies a file that holds data before it upgrades it", () => {
  const [first, ...rest] = migrations;
  const connection = open();
  migrate(connection, 1, [first!]);
  connection.sqlite.exec(
    "insert into people (id, email, created_at, updated_at) values ('per_1', 'a@b.example', 0, 0)",
  );
  const { applied, backup } = migrate(connection, Date.UTC(2026, 10, 23));
  expect(applied).toEqual(rest.map(({ name }) => name));
  expect(readdirSync(join(folder, "backups"))).toHaveLength(1);
  const copy = openFile(backup!, secrets);
  expect(copy.sqlite.prepare("select email from people").pluck().all()).toEqual(["a@b.example"]);
  expect(pendingMigrations(copy)).toEqual(applied);
  copy.sqlite.close();
  connection.sqlite.close();
});

it("leaves a migration that fails undone, whole", () => {
  const connection = open();
  connection.sqlite.exec("create table invoices (id)");
  expect(() => migrate(connection, 1)).toThrow();
  expect(connection.sqlite.prepare("select name from sqlite_master where type = 'table'").pluck().all().sort()).toEqual(
    ["invoices", "migrations"],
  );
  connection.sqlite.close();
});

it("refuses a file that a newer version has changed", () => {
  const connection = open();
  migrate(connection, 1);
  connection.sqlite.exec("insert into migrations values ('9999_from_the_future', 1)");
  expect(() => migrate(connection, 2)).toThrow(NewerDatabase);
  connection.sqlite.close();
});

it("owes the invoice mails it owed before billing was whole, and tells of no older attempt", () => {
  const connection = open();
  const at = migrations.findIndex(({ name }) => name.startsWith("0004"));
  migrate(connection, 1, migrations.slice(0, at));
  const add = connection.sqlite.prepare(
    `insert into invoices (id, raw_sha, obs, fetched_at, first_seen_via, status, currency, subtotal, total, amount_due,
      amount_paid, amount_remaining, issued_at, attempt_count, ready_owed)
      values (?, 'sha', 1, 77, 'event', ?, 'eur', 1, 1, 1, 0, 1, 5, 2, ?)`,
  );
  for (const row of [
    ["in_draft", "draft", 0],
    ["in_owed", "open", 1],
    ["in_told", "open", 0],
  ])
    add.run(...row);
  migrate(connection, 2);
  const columns = "id, raw_sha, told_at, ready_owed, told_attempts, first_seen_at";
  expect(connection.sqlite.prepare(`select ${columns} from invoices order by id`).raw().all()).toEqual([
    ["in_draft", "sha", null, 0, 2, 77],
    ["in_owed", null, null, 1, 2, 77],
    ["in_told", null, 77, 0, 2, 77],
  ]);
  connection.sqlite.close();
});

it("no longer shows an order's new customer who approved it for the one before", () => {
  const connection = open();
  const at = migrations.findIndex(({ name }) => name.endsWith("_cancel_reason"));
  migrate(connection, 1, migrations.slice(0, at));
  const { sqlite } = connection;
  sqlite.exec(`
    insert into organizations (id, name, created_at) values ('org_a', 'A', 0), ('org_b', 'B', 0);
    insert into people (id, email, created_at, updated_at) values ('per_a', 'a@a.example', 0, 0);
    insert into memberships (org_id, person_id, role, source, created_at) values ('org_a', 'per_a', 'owner', 'staff', 0);
    insert into audit_log (org_id, actor, action, subject, at) values ('org_b', 'sam', 'order.moved-here', 'PO-moved', 7);`);
  for (const [id, org] of [
    ["moved", "org_b"],
    ["stayed", "org_a"],
  ]) {
    sqlite.exec(`
      insert into orders (id, org_id, reference, kind, title, newest_at, source, source_updated_at, source_sha, created_at, updated_at)
        values ('${id}', '${org}', 'PO-${id}', 'order', 'Chairs', 0, 'staff', 0, '', 0, 0);
      insert into order_approvals (org_id, order_id, event_id, asked, person_id, email, approved_at, given_by_org)
        values ('${org}', '${id}', 'e', 'yes', 'per_a', 'a@a.example', 5, '${org}')`);
  }
  migrate(connection, 2);
  const givers = sqlite.prepare("select order_id, given_by_org from order_approvals order by order_id").raw().all();
  expect(givers).toEqual([
    ["moved", null],
    ["stayed", "org_a"],
  ]);
  connection.sqlite.close();
});

it("gives mails from before to whom their address was certainly theirs, and says what was never to be sent", () => {
  const connection = open();
  const at = migrations.findIndex(({ name }) => name.endsWith("_whose_mails"));
  migrate(connection, 1, migrations.slice(0, at));
  const { sqlite } = connection;
  sqlite.exec(`
    insert into people (id, email, created_at, updated_at)
      values ('per_a', 'a@a.example', 3, 3), ('per_b', 'b@b.example', 0, 0);`);
  const add = sqlite.prepare(
    `insert into outbox (id, kind, dedupe_key, recipient, props, state, error, not_before, created_at)
      values (?, ?, ?, ?, '{}', ?, ?, 0, ?)`,
  );
  for (const [id, kind, recipient, createdAt, state = "sent", error = null] of [
    ["1 before the person", "receipt", "a@a.example", 2],
    ["2 theirs", "receipt", "a@a.example", 4],
    ["3 nobody's", "receipt", "c@c.example", 4],
    ["4 before it was theirs", "receipt", "b@b.example", 4],
    ["5 the change", "email-changed", "b@b.example", 5],
    ["6 theirs since", "receipt", "b@b.example", 6, "suppressed", "The address is suppressed"],
    ["7 nothing to say", "receipt", "b@b.example", 7, "suppressed", "Nothing is to be said any more"],
  ])
    add.run(id, kind, id, recipient, state, error, createdAt);
  migrate(connection, 2);
  const mails = sqlite.prepare("select substr(id, 1, 1), person_id, state from outbox order by id").raw().all();
  expect(mails).toEqual([
    ["1", null, "sent"],
    ["2", "per_a", "sent"],
    ["3", null, "sent"],
    ["4", null, "sent"],
    ["5", null, "sent"],
    ["6", "per_b", "suppressed"],
    ["7", "per_b", "dropped"],
  ]);
  connection.sqlite.close();
});
