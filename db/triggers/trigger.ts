/** A trigger by its name, and its text as SQLite keeps it. */
export type Trigger = { readonly name: string; readonly sql: string };

/** After an insert, update or delete on a table, and when a condition holds, does one statement. */
export const trigger = (name: string, after: string, statement: string, when?: string): Trigger => ({
  name,
  sql: `CREATE TRIGGER ${name} after ${after}${when ? ` when ${when}` : ""} begin ${statement}; end`,
});

/** A statement for each of the three events, under a name of their kind. */
export const always = (
  table: string,
  kind: string,
  statements: { inserted: string; updated: string; deleted: string },
  updatedWhen?: string,
): Trigger[] => [
  trigger(`${table}_insert_${kind}`, `insert on ${table}`, statements.inserted),
  trigger(`${table}_update_${kind}`, `update on ${table}`, statements.updated, updatedWhen),
  trigger(`${table}_delete_${kind}`, `delete on ${table}`, statements.deleted),
];

/** Refuses an update or delete while a condition holds. */
export const raising = (name: string, before: string, when: string): Trigger => ({
  name,
  sql: `CREATE TRIGGER ${name} before ${before} when ${when} begin select raise(abort, '${name}'); end`,
});
