import { raising, type Trigger } from "./trigger.ts";

const kept = ["id", "org_id", "actor_kind", "action", "about_person", "at"];
const names = ["actor", "subject"];
const other = (column: string) => `old.${column} is not new.${column}`;
/** A name may become a person's id, and nothing else. */
const renamed = names.map((name) => `(${other(name)} and new.${name} not glob 'per_*')`);
const emptied = ["person_id", "detail"].map((name) => `(${other(name)} and new.${name} is not null)`);

/** The log is only added to: erasing a person takes their name out, and the sweep removes what is old. */
export const logTriggers: readonly Trigger[] = [
  // What "insert or replace" takes away no trigger on deletes sees (https://sqlite.org/lang_conflict.html).
  raising("audit_log_insert_kept", "insert on audit_log", "exists (select 1 from audit_log where id = new.id)"),
  raising("audit_log_update_kept", "update on audit_log", [...kept.map(other), ...renamed, ...emptied].join(" or ")),
  raising(
    "audit_log_delete_kept",
    "delete on audit_log",
    "old.at >= coalesce((select before from log_sweep where id = 1), old.at)",
  ),
];
