import { trigger, type Trigger } from "./trigger.ts";

const end = "delete from person_addresses where email = new.email";

/** An address that somebody comes to sign in with, or one of the staff has, is no longer another one of a person's. */
export const addressTriggers: readonly Trigger[] = [
  trigger("people_insert_addresses", "insert on people", end),
  trigger("people_update_addresses", "update of email on people", end),
  trigger("staff_insert_addresses", "insert on staff", end),
];
