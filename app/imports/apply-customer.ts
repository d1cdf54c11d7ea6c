import { and, eq, gt, isNotNull, isNull } from "drizzle-orm";
import { newId, type OrgId, type PersonId } from "#db/ids.ts";
import { importLines } from "#db/schema/imports.ts";
import { memberships, organizations, people, type Role } from "#db/schema/organizations.ts";
import { changeRow } from "#db/statements.ts";
import { transact, type System } from "#db/tenant.ts";
import { note, staffNamed } from "../company/audit-log.ts";
import { lettingLogGo } from "../company/log-sweep.ts";
import { isInUse, removeOrganization } from "../people/unmade.ts";
import { addMember, endMembership, findMember, listTeam } from "../team/members.ts";
import { isLastOwner } from "../team/owners.ts";
import type { CustomerLine } from "./customer-line.ts";
import type { Import } from "./imports.ts";
import { isMadeBy, judgeCustomer } from "./judge-customer.ts";

type Line = typeof importLines.$inferSelect;
/**
 * What undoing needs: whom the line let in, as what (rows of before have no role), and whether it gave the customer their
 * number.
 */
type Undo = { personId: PersonId | null; role?: Role; numbered: boolean };

const isOf = ({ id }: Import, line: number) => ({ importId: id, line });

/** Imports a line of a file of customers, judged anew; nobody is mailed. `now` is epoch milliseconds. */
export function applyCustomerLine(system: System, of: Import, { line, values }: Line, now: number) {
  const row = values as unknown as CustomerLine;
  const verdict = judgeCustomer(system, row, { importId: of.id, isMadeBefore: false }, now);
  const { effect } = verdict;
  if (effect === "refuse")
    return changeRow(system.db, importLines, isOf(of, line), { effect, doneAt: now, faults: verdict.faults });
  // Whose addresses these are stands with the people from now on, where it is erased with them.
  const done = { effect, doneAt: now, cells: null, values: null, notices: null };
  if (effect === "same") return changeRow(system.db, importLines, isOf(of, line), done);
  const { customer, personId, role } = verdict;
  const numbered = row.number !== null && (customer?.externalId ?? null) === null;
  const orgId = customer?.id ?? (newId("org") as OrgId);
  const by = staffNamed(system, of.createdBy);
  if (!customer) {
    system.db.insert(organizations).values({ id: orgId, name: row.name!, createdAt: now }).run();
    note(system, by, { action: "organization.created", subject: row.name, orgId }, now);
  }
  if (numbered) changeRow(system.db, organizations, { id: orgId }, { externalId: row.number });
  const who = personId ?? makePerson(system, row, now);
  const isOwn = !customer || isMadeBy(system, of.id, orgId);
  const isIn = system.db
    .select()
    .from(memberships)
    .where(and(eq(memberships.orgId, orgId), eq(memberships.personId, who)))
    .get();
  const member = { personId: who, role, source: "staff" } as const;
  if (!isIn && isOwn)
    system.db
      .insert(memberships)
      .values({ ...member, orgId, createdAt: now })
      .run();
  else if (!isIn) addMember(system.within(orgId), member, { kind: "staff", name: of.createdBy }, now);
  const before: Undo = { personId: isIn ? null : who, role, numbered };
  changeRow(system.db, importLines, isOf(of, line), { ...done, orderId: orgId, before });
}

function makePerson({ db }: System, { email, person }: CustomerLine, now: number): PersonId {
  const id = newId("per") as PersonId;
  db.insert(people).values({ id, email, name: person, createdAt: now, updatedAt: now }).run();
  return id;
}

/**
 * Takes a line of a file of customers back: who has signed in since or has another role stays, and so do all of a
 * customer that the import made; it goes with its last line, where nothing else has come to it. `now` is epoch
 * milliseconds.
 */
export function undoCustomerLine(system: System, of: Import, { line, orderId, before }: Line, now: number) {
  const { db } = system;
  const orgId = orderId as OrgId;
  const { personId, role, numbered } = before as unknown as Undo;
  const keep = () => changeRow(db, importLines, isOf(of, line), { kept: "It was changed since." });
  const customer = db.select().from(organizations).where(eq(organizations.id, orgId)).get();
  if (!customer) return changeRow(db, importLines, isOf(of, line), { before: null, orderId: null });
  const isMade = isMadeBy(system, of.id, orgId);
  if (isMade && (customer.sourceUpdatedAt !== null || isInUse(system, orgId) || hasChanged(system, of, orgId)))
    return keep();
  const person = personId && db.select().from(people).where(eq(people.id, personId)).get();
  if (person && (person.signedInAt ?? 0) >= of.confirmedAt!) return keep();
  const tenant = system.within(orgId);
  const member = personId && findMember(tenant, personId);
  if (member && !isMade && ((role && member.role !== role) || isLastOwner(tenant, member))) return keep();
  if (member?.source === "staff") endMembership(tenant, member, { kind: "staff", name: of.undoneBy! }, now);
  if (numbered && customer.sourceUpdatedAt === null) changeRow(db, organizations, { id: orgId }, { externalId: null });
  const isLast = !hasOtherLines(system, of.id, line, orgId);
  const remove = () => lettingLogGo(system, Number.MAX_SAFE_INTEGER, () => removeOrganization(system, orgId, "staff"));
  const isGone = isMade && isLast && !hasPeople(system, orgId) && remove();
  const isNew = person && person.createdAt >= of.confirmedAt! && person.externalId === null;
  if (isNew) removeUnlessNamed(system, person.id);
  changeRow(db, importLines, isOf(of, line), { before: null, ...(isGone ? { orderId: null } : {}) });
}

/** Whether one of a customer's people has signed in since the import that made it, or is there by other means by now. */
function hasChanged(system: System, of: Import, orgId: OrgId): boolean {
  const isLine = and(eq(importLines.importId, of.id), eq(importLines.orderId, orgId), isNotNull(importLines.before));
  const lines = system.db.select({ before: importLines.before }).from(importLines).where(isLine).all();
  const given = new Map(lines.map(({ before }) => [(before as unknown as Undo).personId, before as unknown as Undo]));
  return listTeam(system.within(orgId)).some(({ personId, role, signedInAt, source }) => {
    const one = given.get(personId);
    return !one || source !== "staff" || (one.role ?? role) !== role || (signedInAt ?? 0) >= of.confirmedAt!;
  });
}

/** Removes somebody whom no row names: it is asked by trying. */
function removeUnlessNamed(system: System, personId: PersonId) {
  try {
    transact(system, () => void system.db.delete(people).where(eq(people.id, personId)).run());
  } catch (error) {
    const { code, cause } = error as { code?: string; cause?: { code?: string } };
    if ((code ?? cause?.code) !== "SQLITE_CONSTRAINT_FOREIGNKEY") throw error;
  }
}

const hasPeople = ({ db }: System, orgId: OrgId): boolean =>
  db.select({ orgId: memberships.orgId }).from(memberships).where(eq(memberships.orgId, orgId)).get() !== undefined;

/** Whether another line let somebody into that customer who is still there, or is still to be taken back. */
const hasOtherLines = ({ db }: System, importId: string, line: number, orgId: OrgId): boolean =>
  db
    .select({ line: importLines.line })
    .from(importLines)
    .where(
      and(
        eq(importLines.importId, importId),
        eq(importLines.orderId, orgId),
        gt(importLines.line, line),
        isNotNull(importLines.before),
        isNull(importLines.kept),
      ),
    )
    .get() !== undefined;
