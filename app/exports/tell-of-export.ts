import { queueMail } from "#db/outbox.ts";
import { transact, type System, type Tenant } from "#db/tenant.ts";
import { note, type Actor } from "../company/audit-log.ts";
import { listMembersWith } from "../people/members.ts";

/** Writes down that somebody takes all of an organization's data along, and mails its owners and these of the company. */
export function tellOfExport(system: System, tenant: Tenant, actor: Actor, staff: readonly string[], now: number) {
  const { orgId } = tenant;
  transact(system, () => {
    note(system, actor, { action: "organization.exported", orgId }, now);
    const owners = listMembersWith(tenant, "org.export").map(({ email }) => email);
    for (const recipient of new Set([...owners, ...staff])) {
      const dedupeKey = `export-taken:${orgId}:${now}:${recipient}`;
      queueMail(system, { kind: "export-taken", recipient, dedupeKey, props: { by: actor.name }, orgId }, now);
    }
  });
}
