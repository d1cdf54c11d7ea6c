import { and, eq, gte, lt, sql } from "drizzle-orm";
import { isBundled, outbox } from "#db/schema/mail.ts";
import type { OrgId, PersonId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import type { ReadKind } from "#db/schema/requests.ts";
import type { System } from "#db/tenant.ts";
import { noteRead, type ReadThing } from "../people/reads.ts";
import type { Portal } from "../portal.server.ts";
import { systemFor } from "../sign-in/handles.ts";

const itemPage = /^\/o\/([a-z0-9_]+)\/(orders|billing|requests)\/([a-z0-9_-]+)\/?$/i;
const idsIn = { orders: "$.orderId", billing: "$.invoiceId", requests: "$.requestId" } as const;

/** Why a mail was left out, as its row says it. */
const seen = "Seen in the portal before its digest was due";

/** What a page shows that people ask about; null for requests themselves. */
function thingOn(part: string, id: string): ReadThing | null {
  if (part === "requests") return null;
  if (part === "orders") return { kind: "order", itemId: id };
  const kind = billingPages.get(id);
  return kind ? { kind, itemId: "" } : { kind: "invoice", itemId: id };
}

const billingPages = new Map<string, ReadKind>([
  ["details", "details"],
  ["payment-methods", "payment"],
  ["subscriptions", "payment"],
]);

/** Whether a browser only looked ahead, or asks that nothing be kept of who looked at what. */
const isUnkept = ({ headers }: Request) =>
  headers.get("Sec-GPC") === "1" ||
  headers.get("DNT") === "1" ||
  ["Sec-Purpose", "Purpose", "X-Moz", "X-Purpose"].some((name) => headers.has(name));

type Waiting = { from: string; to: string; org: OrgId; key: string; itemId: string };
const isWaiting = ({ from, to, org, key, itemId }: Waiting) =>
  and(
    isBundled,
    gte(outbox.bundle, from),
    lt(outbox.bundle, to),
    eq(outbox.orgId, org),
    sql`json_extract(${outbox.props}, ${key}) = ${itemId}`,
  );

const finding = preparedFor(({ db }: System, waiting: Waiting) =>
  db.select({ id: outbox.id }).from(outbox).where(isWaiting(waiting)).limit(1),
);

type Visitor = { personId: PersonId; isStaff: boolean; isLeftOut: boolean };

/**
 * Ends what waits in a visitor's digest about the order, invoice or request whose page they were just shown, and keeps that
 * they looked, unless they are staff or do not want that. Other pages cost it no query, nor is asked `who` it was.
 */
export function noteSeen(portal: Portal, request: Request, path: string, who: () => Visitor | null) {
  const [, orgId, part, itemId] = itemPage.exec(path.split("?", 1)[0]!) ?? [];
  const visitor = orgId ? who() : null;
  if (!visitor) return;
  const { personId, isStaff, isLeftOut } = visitor;
  const [system, org] = [systemFor(portal), orgId as OrgId];
  const thing = thingOn(part!, itemId!);
  if (thing && !isLeftOut && !isStaff && !isUnkept(request))
    noteRead(system.within(org), personId, thing, portal.now());
  const key = idsIn[part as keyof typeof idsIn];
  const waiting = { from: `${personId}:`, to: `${personId};`, org, key, itemId: itemId! };
  // Looked first: a write waits for whoever writes, and the page waits for it.
  if (!finding(system, waiting).get()) return;
  system.db
    .update(outbox)
    .set({ state: "dropped", error: seen, endedAt: portal.now() })
    .where(isWaiting(waiting))
    .run();
}
