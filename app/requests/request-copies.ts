import { and, eq, inArray, isNull } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import { inboundMails, type RequestRow } from "#db/schema/requests.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { listOnThread } from "./request-readers.ts";
import { putOnThread } from "./requests-write.ts";

const maxShown = 10;

const copiesOf = preparedFor(({ db }: Tenant, { requestId }: { requestId: string }) =>
  db
    .select({ copies: inboundMails.copies })
    .from(inboundMails)
    .where(and(eq(inboundMails.requestId, requestId), eq(inboundMails.outcome, "posted"))),
);

/** The colleagues whom mails posted in a request were copied to and who are not on its thread yet. */
export function listCopied(tenant: Tenant, request: Pick<RequestRow, "id">) {
  const { db } = tenant;
  const copies = copiesOf(tenant, { requestId: request.id }).all();
  const addresses = [...new Set(copies.flatMap((mail) => mail.copies))].slice(0, 500);
  if (!addresses.length) return [];
  const on = new Set(listOnThread(tenant, request.id).map(({ email }) => email));
  return db
    .select({ personId: people.id, email: people.email, name: people.name })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .where(mine(tenant, memberships, inArray(people.email, addresses)))
    .orderBy(people.email)
    .all()
    .filter(({ email }) => !on.has(email))
    .slice(0, maxShown);
}

/**
 * Puts a copied colleague on the thread: they may read it from now on, whatever their role, and are mailed. Gives their
 * name, or null where nobody of that address was copied. `by` is the address of who lets them in.
 */
export function letIn(tenant: Tenant, request: RequestRow, email: string, by: string, now: number): string | null {
  const person = listCopied(tenant, request).find((one) => one.email === email);
  if (!person) return null;
  putOnThread(tenant, request, person.personId, now, by);
  return person.name ?? person.email;
}
