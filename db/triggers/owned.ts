import { trigger, type Trigger } from "./trigger.ts";

const owned = "update organizations set had_owner = 1 where id = new.org_id and not had_owner";

/** They remember which organizations had an owner at any time. */
export const ownedTriggers: readonly Trigger[] = [
  trigger("memberships_insert_owned", "insert on memberships", owned, "new.role = 'owner'"),
  trigger("memberships_update_owned", "update of role on memberships", owned, "new.role = 'owner'"),
];
