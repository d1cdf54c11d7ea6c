import { and, isNull, type SQL } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { OrgId } from "#db/ids.ts";
import { messageFiles, messages, requestPeople, requests } from "#db/schema/requests.ts";
import { mine, owned, type Staff, type System, type Tenant } from "#db/tenant.ts";
import { writeDown } from "../company/audit-log.ts";
import { requestReference } from "../text/request-reference.ts";

/** Who may write a request: its organization, or, while it is nobody's, the company. */
export type Keeper = Tenant | System | Staff;

type Table = typeof requests | typeof messages | typeof requestPeople | typeof messageFiles;

export const isTenant = (keeper: Keeper): keeper is Tenant => "orgId" in keeper;

/** The right to write a request of that organization; of nobody's where it is null. */
export const keeperOf = (from: System, orgId: OrgId | null): Keeper => (orgId === null ? from : from.within(orgId));

type Named = Pick<typeof requests.$inferSelect, "orgId" | "number" | "subject">;

/** The same for somebody of the company; writes down what they do, in the transaction that does it. */
export function keeperBy(staff: Staff, { orgId, number, subject }: Named, action: string, now: number): Keeper {
  const name = `${requestReference(number)}: ${subject}`;
  if (orgId !== null) return staff.within(orgId, action, now, name);
  writeDown(staff, { action, subject: name }, now);
  return staff;
}

/** The keeper's rows: its organization's, else nobody's. */
export function kept(keeper: Keeper, table: Table, ...conditions: (SQL | undefined)[]): SQL {
  return isTenant(keeper) ? mine(keeper, table, ...conditions) : and(isNull(table.orgId), ...conditions)!;
}

/** Values for an insert with the owner stamped on, or with none. */
export function stamped<T extends Table & SQLiteTable>(
  keeper: Keeper,
  table: T,
  values: Omit<T["$inferInsert"], "orgId">,
): T["$inferInsert"] {
  return (isTenant(keeper) ? owned(keeper, table, values) : { ...values, orgId: null }) as T["$inferInsert"];
}

export const orgOf = (keeper: Keeper): OrgId | null => (isTenant(keeper) ? keeper.orgId : null);
