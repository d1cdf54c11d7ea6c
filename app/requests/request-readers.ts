import { and, eq, exists, inArray, isNull, or, type SQL } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import { memberships, people, type Role } from "#db/schema/organizations.ts";
import { aboutKinds, requestPeople, requests, type RequestRow } from "#db/schema/requests.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { can, rolesWith } from "../can.ts";
import { items } from "../features.ts";
import { listFollowers } from "../people/follows.ts";

export type Reader = { personId: PersonId; role: Role };

const placesOf = (tenant: Tenant, personId: PersonId, ...conditions: SQL[]) =>
  tenant.db
    .select({ id: requestPeople.requestId })
    .from(requestPeople)
    .where(mine(tenant, requestPeople, eq(requestPeople.personId, personId), ...conditions));

/** The requests that somebody may read: those they are on, and the organization's where their role may. */
export function readableBy(tenant: Tenant, { personId, role }: Reader): SQL {
  // Who reads their own only has few among many.
  if (!can(role, "requests.team")) return inArray(requests.id, placesOf(tenant, personId));
  const about = aboutKinds.filter((kind) => can(role, items[kind].right));
  const open = or(isNull(requests.aboutKind), inArray(requests.aboutKind, about));
  return or(open, theirs(tenant, { personId }))!;
}

/** The requests that somebody is on: they asked, wrote, or were let in. */
export const theirs = (tenant: Tenant, { personId }: Pick<Reader, "personId">): SQL =>
  exists(placesOf(tenant, personId, eq(requestPeople.requestId, requests.id)));

const finding = preparedFor(
  (tenant: Tenant, { id, personId }: { id: string; personId: PersonId }, { role }: Pick<Reader, "role">) =>
    tenant.db
      .select()
      .from(requests)
      .where(mine(tenant, requests, eq(requests.id, id), readableBy(tenant, { personId, role }))),
);

/** The request, where that person may read it. */
export const findReadable = (tenant: Tenant, { personId, role }: Reader, id: string): RequestRow | null =>
  finding(tenant, { id, personId }, { role }).get() ?? null;

const listingOn = preparedFor((tenant: Tenant, { requestId }: { requestId: string }) =>
  tenant.db
    .select({ personId: people.id, email: people.email, name: people.name, role: memberships.role })
    .from(requestPeople)
    .innerJoin(people, and(eq(people.id, requestPeople.personId), isNull(people.disabledAt)))
    .innerJoin(memberships, and(eq(memberships.personId, people.id), mine(tenant, memberships)))
    .where(mine(tenant, requestPeople, eq(requestPeople.requestId, requestId)))
    .orderBy(people.name, people.email),
);

/** The people on a request who may be mailed: still members of its organization, not disabled. */
export const listOnThread = (tenant: Tenant, requestId: string) => listingOn(tenant, { requestId }).all();

const listingMembers = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({ personId: people.id, email: people.email, name: people.name, role: memberships.role })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .where(mine(tenant, memberships))
    .orderBy(people.name, people.email),
);

/** Everybody of the organization who may read a request, those on it first by name. */
export function listReaders(tenant: Tenant, request: Pick<RequestRow, "id" | "aboutKind">) {
  const on = new Set(listOnThread(tenant, request.id).map(({ personId }) => personId));
  const item = request.aboutKind && items[request.aboutKind];
  const roles = rolesWith("requests.team").filter((role) => !item || can(role, item.right));
  return listingMembers(tenant)
    .all()
    .filter(({ personId, role }) => on.has(personId) || roles.includes(role))
    .map((person) => ({ ...person, isOn: on.has(person.personId) }));
}

/** Who is not on a request but follows it, and may read it. */
export function listFollowing(tenant: Tenant, request: Pick<RequestRow, "id" | "aboutKind">) {
  const followers = listFollowers(tenant, { kind: "request", itemId: request.id });
  if (!followers.length) return [];
  return listReaders(tenant, request).filter(({ personId, isOn }) => !isOn && followers.includes(personId));
}
