import { and, count, desc, eq, or } from "drizzle-orm";
import { cursorOf, cutPage, groupOf, isAfter, moment, rowId } from "#db/cursor.ts";
import type { PersonId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import type { Role } from "#db/schema/organizations.ts";
import { aboutKinds, requests, type AboutKind, type Side } from "#db/schema/requests.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { can } from "../can.ts";
import { namesOf } from "./request-about.ts";
import { readableBy, theirs, type Reader } from "./request-readers.ts";

export const requestsPerPage = 20;

/** What somebody chooses among: what they are on or all they may read, and what is open or closed. */
export type AskedRequests = { whose: "mine" | "all" | null; state: "open" | "closed" | null };

/** What a query asks for; nonsense asks for nothing. */
export function readAskedRequests(query: URLSearchParams): AskedRequests {
  return {
    whose: (["mine", "all"] as const).find((one) => one === query.get("whose")) ?? null,
    state: (["open", "closed"] as const).find((one) => one === query.get("state")) ?? null,
  };
}

export const isFilteredRequests = ({ whose, state }: AskedRequests) => whose === "mine" || state !== null;

/** Whether a role reads more of an organization's requests than its own. */
export const readsColleagues = ({ role }: Reader) => can(role, "requests.team");

export type RequestStatus = "waiting-for-us" | "your-turn" | "closed";

/** Whose turn it is, as the customer is told. */
export function requestStatus({ open, turn }: { open: boolean; turn: Side }): RequestStatus {
  if (!open) return "closed";
  return turn === "staff" ? "waiting-for-us" : "your-turn";
}

/** Whether it was typed on the contact page by somebody who may be anybody. */
export const isTyped = (request: { verified: boolean }, { via }: { via: string }): boolean =>
  via === "contact" && !request.verified;

const summary = {
  id: requests.id,
  number: requests.number,
  subject: requests.subject,
  aboutKind: requests.aboutKind,
  aboutId: requests.aboutId,
  personId: requests.personId,
  email: requests.email,
  name: requests.name,
  open: requests.open,
  turn: requests.turn,
  waitingSince: requests.waitingSince,
  newestAt: requests.newestAt,
};

const cursor = cursorOf({ open: groupOf(2), newestAt: moment, id: rowId("req_") });

type Page = { personId: PersonId; newestAt: number | null; id: string | null; limit: number };
/** Whose turn it is, where only those are asked for; `isOpen` is of the last request before the page. */
type Listed = AskedRequests & { role: Role; turn?: Side; isOpen?: boolean };

function after({ newestAt, id }: Page, isOpen: boolean | undefined) {
  if (isOpen === undefined || newestAt === null || id === null) return undefined;
  const older = isAfter("desc", [requests.newestAt, newestAt], [requests.id, id]);
  const rest = and(eq(requests.open, isOpen), older);
  return isOpen ? or(eq(requests.open, false), rest) : rest;
}

const meets = (tenant: Tenant, { personId }: Pick<Page, "personId">, { role, whose, state, turn }: Listed) =>
  and(
    whose === "mine" ? theirs(tenant, { personId }) : readableBy(tenant, { personId, role }),
    state === null ? undefined : eq(requests.open, state === "open"),
    turn && eq(requests.turn, turn),
  );

const listing = preparedFor((tenant: Tenant, page: Page, listed: Listed) =>
  tenant.db
    .select(summary)
    .from(requests)
    .where(mine(tenant, requests, meets(tenant, page, listed), after(page, listed.isOpen)))
    .orderBy(desc(requests.open), desc(requests.newestAt), desc(requests.id))
    .limit(page.limit),
);

const counting = preparedFor((tenant: Tenant, reader: Pick<Page, "personId">, listed: Listed) =>
  tenant.db
    .select({ count: count() })
    .from(requests)
    .where(mine(tenant, requests, meets(tenant, reader, listed))),
);

type ListOptions = { asked?: AskedRequests; turn?: Side; after?: string | null; limit?: number };
const everything: AskedRequests = { whose: null, state: null };

/**
 * A page of the requests that somebody may read, open ones first, then by what happened last, with the cursor of the
 * next page or null, and whether it is the first. Times are epoch milliseconds.
 */
export function listRequests(
  tenant: Tenant,
  { personId: readerId, role }: Reader,
  { asked = everything, turn, after: cursorText = null, limit = requestsPerPage }: ListOptions = {},
) {
  const place = cursor.read(cursorText);
  const values = { newestAt: place?.newestAt ?? null, id: place?.id ?? null, limit: limit + 1 };
  const listed = { ...asked, role, turn, isOpen: place ? place.open === 1 : undefined };
  const rows = listing(tenant, { personId: readerId, ...values }, listed).all();
  const aboutOf = namerOf(tenant, rows);
  const { page, next } = cutPage(rows, limit, (last) => cursor.write({ ...last, open: last.open ? 1 : 0 }));
  const shown = page.map(({ personId, email, name, aboutKind, aboutId, ...row }) => ({
    ...row,
    /** The name of what it is about. */
    about: aboutKind && aboutId ? aboutOf(aboutKind, aboutId) : null,
    status: requestStatus(row),
    /** Who asked; null for the reader. */
    asker: personId === readerId ? null : (name ?? email),
  }));
  return { requests: shown, next, isFirst: !place };
}

type Row = Pick<typeof requests.$inferSelect, "aboutKind" | "aboutId">;

/** Names what requests are about, by a question for each kind of thing. */
function namerOf(tenant: Tenant, rows: Row[]) {
  const idsOf = (kind: AboutKind) =>
    rows.flatMap(({ aboutKind, aboutId }) => (aboutKind === kind ? (aboutId ?? []) : []));
  const names = new Map(aboutKinds.map((kind) => [kind, namesOf(tenant, kind, idsOf(kind))]));
  return (kind: AboutKind, id: string) => names.get(kind)?.get(id) ?? null;
}

export type RequestSummary = ReturnType<typeof listRequests>["requests"][number];

/** How many of the requests that somebody may read a filter lets through; of those only whose turn it is, if told. */
export const countRequests = (tenant: Tenant, { personId, role }: Reader, asked = everything, turn?: Side): number =>
  counting(tenant, { personId }, { ...asked, role, turn }).get()!.count;
