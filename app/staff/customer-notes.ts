import { desc, eq } from "drizzle-orm";
import { newId } from "#db/ids.ts";
import { customerNotes, people } from "#db/schema/organizations.ts";
import { mine, owned, transact, type Staff, type Tenant } from "#db/tenant.ts";
import { writeDown } from "../company/audit-log.ts";

export const maxNoteLength = 4_000;
const maxNotes = 200;

/** What the company's people keep of a customer, the newest first, with who wrote it. */
export const listCustomerNotes = (staff: Staff, tenant: Tenant) =>
  staff.db
    .select({
      id: customerNotes.id,
      text: customerNotes.text,
      writtenBy: customerNotes.writtenBy,
      name: people.name,
      createdAt: customerNotes.createdAt,
    })
    .from(customerNotes)
    .leftJoin(people, eq(people.email, customerNotes.writtenBy))
    .where(mine(tenant, customerNotes))
    .orderBy(desc(customerNotes.createdAt), desc(customerNotes.id))
    .limit(maxNotes)
    .all();

export type CustomerNote = ReturnType<typeof listCustomerNotes>[number];

export const findCustomerNote = (tenant: Tenant, id: string) =>
  tenant.db
    .select()
    .from(customerNotes)
    .where(mine(tenant, customerNotes, eq(customerNotes.id, id)))
    .get() ?? null;

/** Keeps a note; `now` is epoch milliseconds. */
export function addCustomerNote(staff: Staff, tenant: Tenant, text: string, now: number) {
  const values = { id: newId("note"), text, writtenBy: staff.email, createdAt: now };
  tenant.db
    .insert(customerNotes)
    .values(owned(tenant, customerNotes, values))
    .run();
}

/** Removes a note, and writes down that; nothing where it is gone. */
export const removeCustomerNote = (staff: Staff, tenant: Tenant, id: string, now: number) =>
  transact(staff, () => {
    const { changes } = tenant.db
      .delete(customerNotes)
      .where(mine(tenant, customerNotes, eq(customerNotes.id, id)))
      .run();
    if (changes) writeDown(staff, { action: "customer.note-removed", orgId: tenant.orgId }, now);
  });
