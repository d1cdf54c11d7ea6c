import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lettingLogGo } from "#app/company/log-sweep.ts";
import { commandLine, note } from "#app/company/audit-log.ts";
import { openFile } from "#db/connection.ts";
import { migrate, migrations } from "#db/migrate.ts";
import { openTown } from "#tests/world.ts";

describe("the log", () => {
  let town: ReturnType<typeof openTown>;
  beforeEach(() => {
    town = openTown();
    const { system, acme, ada, ben } = town;
    const actor = { kind: "person", name: ada.email, personId: ada.id } as const;
    const deed = { action: "membership.role-changed", subject: ben.email, aboutPerson: ben.id, orgId: acme };
    note(system, actor, { ...deed, detail: { role: "admin" } }, town.now());
  });
  afterEach(() => town.close());
  const run = (sql: string) => town.connection.sqlite.prepare(sql).run().changes;
  const rows = () => town.connection.sqlite.prepare("select * from audit_log").all();

  it.each([
    "actor = 'sam@norrland.example'",
    "actor = ''",
    "actor_kind = 'staff'",
    "person_id = 'per_other'",
    "about_person = 'per_other'",
    "about_person = null",
    "action = 'membership.left'",
    "subject = 'zoe@zebra.example'",
    "detail = '{}'",
    "org_id = null",
    "at = at + 1",
    "id = 7",
  ])("refuses to be changed: %s", (set) => {
    const before = rows();
    expect(() => run(`update audit_log set ${set}`)).toThrow("audit_log_update_kept");
    expect(rows()).toEqual(before);
  });

  it.each([`actor = 'per_1', subject = 'per_2'`, "subject = null", "person_id = null, detail = null"])(
    "lets somebody's name be taken out: %s",
    (set) => expect(run(`update audit_log set ${set}`)).toBe(1),
  );

  it("has nothing put in another row's place", () => {
    const before = rows();
    const other =
      "select id, org_id, 'staff', 'sam@norrland.example', null, null, action, subject, detail, at from audit_log";
    expect(() => run(`insert or replace into audit_log ${other}`)).toThrow("audit_log_insert_kept");
    expect(rows()).toEqual(before);
  });

  it("is deleted only where it is old, and only by the sweep", () => {
    expect(() => run("delete from audit_log")).toThrow("audit_log_delete_kept");
    const clear = () => run("delete from audit_log");
    expect(() => lettingLogGo(town.system, town.now(), clear)).toThrow("audit_log_delete_kept");
    expect(rows()).toHaveLength(1);
    expect(lettingLogGo(town.system, town.now() + 1, clear)).toBe(1);
    note(town.system, commandLine, { action: "staff.added" }, town.now());
    expect(() => run("delete from audit_log")).toThrow("audit_log_delete_kept");
  });
});

it("of an older version is told apart by who did it, and by nothing that they chose", () => {
  const connection = openFile(":memory:", ["a-secret-for-tests-that-is-long-enough-1"]);
  const at = migrations.findIndex(({ name }) => name.endsWith("_log_for_owners"));
  const { sqlite } = connection;
  sqlite.exec("create table migrations (name text primary key, applied_at integer not null)");
  // This build's triggers know tables and columns that came later.
  for (const { name, sql } of migrations.slice(0, at)) {
    sqlite.exec(sql);
    sqlite.prepare("insert into migrations (name, applied_at) values (?, 1)").run(name);
  }
  sqlite.exec(`
    insert into organizations (id, name, created_at) values ('acme', 'Acme', 1);
    insert into people (id, email, created_at, updated_at) values
      ('per_ada', 'ada@acme.example', 1, 1), ('per_ben', 'ben@acme.example', 1, 1), ('per_sam', 'sam@norrland.example', 1, 1);
    insert into memberships (org_id, person_id, role, source, created_at) values
      ('acme', 'per_ada', 'owner', 'staff', 1), ('acme', 'per_ben', 'admin', 'staff', 1)`);
  const put = sqlite.prepare("insert into audit_log (org_id, actor, action, subject, at) values ('acme', ?, ?, ?, 1)");
  for (const row of [
    ["ada@acme.example", "membership.role-changed", "ben@acme.example: admin"],
    ["sam@norrland.example", "membership.removed", "ben@acme.example"],
    ["sam@norrland.example", "order.changed", "PO-1"],
    ["sam@norrland.example (fy_live_12345…)", "order.changed", "PO-1"],
    ["gone@acme.example", "team.invited", "eve@acme.example"],
    ["cli", "staff.added", "sam@norrland.example"],
    ["stripe", "organization.provisioned", "cus_1"],
  ])
    put.run(row);
  migrate(connection, 2);
  const columns = "actor_kind, person_id, about_person, subject, detail";
  expect(sqlite.prepare(`select ${columns} from audit_log order by id`).raw().all()).toEqual([
    ["person", "per_ada", "per_ben", "ben@acme.example", '{"role":"admin"}'],
    ["staff", "per_sam", "per_ben", "ben@acme.example", null],
    ["staff", "per_sam", null, "PO-1", null],
    ["key", null, null, "PO-1", null],
    ["person", null, null, "eve@acme.example", null],
    ["cli", null, null, "sam@norrland.example", null],
    ["system", null, null, "cus_1", null],
  ]);
  connection.sqlite.close();
});
