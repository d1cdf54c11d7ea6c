import { getTableConfig, type SQLiteColumn, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { tables } from "#db/tables.ts";
import type { World } from "#tests/world.ts";

export type Named = { id: string; email: string; name: string };
type Sqlite = World["connection"]["sqlite"];

/** Columns in which a person's address or name may stand; in those of all other columns nobody is named. */
const naming = /email|recipient|actor|^by$|_by$|copies|^name$|_name$|^subject$|^detail$|^props$|^dedupe_key$|^error$/;
const isOfName = (column: string) => /^(from_)?name$/.test(column);

/** Who of the company did something; what Stripe says; what a thing is called: nobody's address comes to stand there. */
export const others: readonly string[] = [
  "person_addresses.added_by",
  "staff.email",
  "staff.added_by",
  "staff_topics_off.email",
  "request_readers.email",
  "leaving_answers.email",
  "leaving_answers.name",
  "tags.name",
  "tags.created_by",
  "board_filters.name",
  "board_filters.created_by",
  "saved_replies.name",
  "saved_replies.created_by",
  "settings.name",
  "baselines.said_by",
  "messages.accepted_by",
  "requests.subject",
  "requests.assigned_to",
  "inbound_mails.subject",
  "inbound_mails.decided_by",
  "message_files.name",
  "departures.done_by",
  "api_keys.name",
  "api_keys.created_by",
  "api_keys.revoked_by",
  "customer_decisions.decided_by",
  "waiting_events.actor",
  "imports.file_name",
  "imports.created_by",
  "imports.undone_by",
  "invites.by_person",
  "payables_addresses.added_by",
  "invites.accepted_by",
  "join_requests.decided_by",
  "jobs.error",
  "jobs.dedupe_key",
  "order_items.name",
  "order_files.name",
  "step_files.name",
  "steps.name",
  "audit_log.actor_kind",
  "audit_log.detail",
];
const ofStripe =
  /^(stripe_|balance_|charges|credit_|disputes|invoice|payment_methods|prices|products|refunds|subscription|tax_ids)/;

/** Where the person is named by it, as "table.column". */
export const namingPlaces = (): string[] =>
  tables
    .map((table) => getTableConfig(table as SQLiteTable))
    .filter(({ name }) => !ofStripe.test(name) && name !== "departures")
    .flatMap(({ name, columns }) => columns.filter((one) => naming.test(one.name)).map((one) => `${name}.${one.name}`))
    .filter((place) => !others.includes(place));

function valueOf(column: SQLiteColumn, table: string, { id, email, name }: Named, n: number): unknown {
  const place = `${table}.${column.name}`;
  if (column.name === "person_id") return id;
  if (column.enumValues?.length) return column.enumValues[0];
  if (naming.test(column.name) && !others.includes(place) && !ofStripe.test(table)) {
    if (column.name === "copies") return JSON.stringify(["else@acme.example", email]);
    if (column.name === "props") return JSON.stringify({ from: email });
    if (column.name === "dedupe_key") return `${n}:${email}`;
    return isOfName(column.name) && table !== "organizations" ? name : email;
  }
  if (!column.notNull) return null;
  return column.getSQLType() === "integer" ? 1_000 + n : column.dataType === "json" ? "{}" : `${place}-${n}`;
}

/** A row in every table that there is, which names the person wherever its columns could. */
export function nameEverywhere(sqlite: Sqlite, person: Named) {
  sqlite.pragma("foreign_keys = off");
  for (const [n, table] of tables.entries()) {
    const { name, columns } = getTableConfig(table as SQLiteTable);
    if (name === "people" || name === "departures") continue;
    const names = columns.map((column) => `"${column.name}"`).join(", ");
    const values = columns.map((column) => valueOf(column, name, person, n));
    sqlite
      .prepare(`insert or ignore into "${name}" (${names}) values (${values.map(() => "?").join(", ")})`)
      .run(values);
  }
  sqlite.pragma("foreign_keys = on");
}

/** Every place that holds a text, as "table.column", but for Stripe's. */
export function placesOf(sqlite: Sqlite, text: string): string[] {
  const all = sqlite
    .prepare("select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite%'")
    .pluck()
    .all() as string[];
  return all
    .filter((table) => !ofStripe.test(table))
    .flatMap((table) => {
      const columns = sqlite.prepare("select name from pragma_table_info(?)").pluck().all(table) as string[];
      const holds = (column: string) =>
        sqlite.prepare(`select 1 from "${table}" where instr(cast("${column}" as text), ?) > 0`).get(text);
      return columns.filter(holds).map((column) => `${table}.${column}`);
    })
    .sort();
}
