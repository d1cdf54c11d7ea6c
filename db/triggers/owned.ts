import { trigger, type Trigger } from "./trigger.ts";

const owned = "update organizations set had_owner = 1 where id = new.org_id and not had_owner";

/** Says of organizations whether nobody of theirs may sign in. */
const peopled = (which: string) =>
  `update organizations set without_people = not exists (select 1 from memberships
    join people on people.id = memberships.person_id and people.disabled_at is null
    where memberships.org_id = organizations.id) where id ${which}`;

/** They remember which organizations had an owner at any time, and which have nobody who may sign in. */
export const ownedTriggers: readonly Trigger[] = [
  trigger("memberships_insert_owned", "insert on memberships", owned, "new.role = 'owner'"),
  trigger("memberships_update_owned", "update of role on memberships", owned, "new.role = 'owner'"),
  trigger("memberships_insert_peopled", "insert on memberships", peopled("= new.org_id")),
  trigger(
    "memberships_update_peopled",
    "update of org_id, person_id on memberships",
    peopled("in (old.org_id, new.org_id)"),
  ),
  trigger("memberships_delete_peopled", "delete on memberships", peopled("= old.org_id")),
  trigger(
    "people_update_peopled",
    "update of disabled_at on people",
    peopled("in (select org_id from memberships where person_id = new.id)"),
    "old.disabled_at is not new.disabled_at",
  ),
];
