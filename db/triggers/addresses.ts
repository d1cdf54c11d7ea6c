import { trigger, type Trigger } from "./trigger.ts";

const holder = "(select id from people where email = new.recipient)";
const end = "delete from person_addresses where email = new.email";

/**
 * An address that somebody comes to sign in with, or one of the staff has, is no longer another one of a person's. A mail
 * is that person's who has its address when it is queued.
 */
export const addressTriggers: readonly Trigger[] = [
  trigger("people_insert_addresses", "insert on people", end),
  trigger("people_update_addresses", "update of email on people", end),
  trigger("staff_insert_addresses", "insert on staff", end),
  trigger(
    "outbox_insert_person",
    "insert on outbox",
    `update outbox set person_id = ${holder} where rowid = new.rowid`,
    "new.person_id is null",
  ),
];
