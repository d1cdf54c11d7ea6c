import { sql, type SQL } from "drizzle-orm";
import { outbox } from "#db/schema/mail.ts";

/** Whether no mail was left yet whose key is this beginning, a colon and an address: one look into the keys' index. */
export const isNotNotifiedBy = (beginning: SQL) =>
  sql`not exists (select 1 from ${outbox}
    where ${outbox.dedupeKey} > (${beginning} || ':') and ${outbox.dedupeKey} < (${beginning} || ';'))`;
