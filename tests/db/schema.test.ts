import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import { owners } from "#db/owners.ts";
import { hasColumn, tables } from "#db/tables.ts";

const files = import.meta.glob<Record<string, unknown>>("../../db/schema/*.ts", { eager: true });
const namesOf = (some: readonly SQLiteTable[]) => some.map((table) => getTableConfig(table).name).sort();

it("is known whole: every file of tables is named in db/tables.ts", () => {
  const forgotten = Object.entries(files)
    .filter(([, file]) => Object.values(file).some((value) => is(value, SQLiteTable) && !tables.includes(value)))
    .map(([path]) => path);
  expect(forgotten).toEqual([]);
});

it("has a person as the owner of their own rows, and of an organization's only where it says so", () => {
  const personal = [...owners].filter(([, columns]) => columns.includes("person_id")).map(([name]) => name);
  expect(personal.sort()).toEqual([
    "address_changes",
    "challenges",
    "delivery_times",
    "departures",
    "join_requests",
    "mailbox_tests",
    "memberships",
    "notification_choices",
    "outbox",
    "person_addresses",
    "request_people",
    "requests",
    "session_proofs",
    "sessions",
  ]);
});

it("has no row of an organization's without it, but for what may come before it is known whose it is", () => {
  const mayBeNobodys = tables.filter((table) =>
    getTableConfig(table).columns.some(({ name, notNull }) => name === "org_id" && !notNull),
  );
  const stripes = mayBeNobodys.filter((table) => hasColumn(table, "obs"));
  expect(namesOf(mayBeNobodys.filter((table) => !stripes.includes(table)))).toEqual([
    "audit_log",
    "drafts",
    "invoice_lines",
    "message_files",
    "messages",
    "outbox",
    "request_people",
    "requests",
    "subscription_items",
  ]);
});

it("hangs rows on an organization's by the organization and the id, but for those of a request or a mail that may be nobody's", () => {
  const byIdAlone = tables.filter((table) =>
    getTableConfig(table).foreignKeys.some((key) => {
      const { columns, foreignTable } = key.reference();
      const isOwned = owners.get(getTableConfig(foreignTable).name)?.includes("org_id");
      return isOwned && !columns.some(({ name }) => name === "org_id");
    }),
  );
  expect(namesOf(byIdAlone)).toEqual([
    "closing_votes",
    "inbound_mails",
    "leaving_answers",
    "message_files",
    "messages",
    "request_people",
    "request_readers",
    "request_tags",
    "trips",
  ]);
});
