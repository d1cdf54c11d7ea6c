import { and, eq, gte, lt, sql } from "drizzle-orm";
import { isBundled, outbox } from "#db/schema/mail.ts";
import type { OrgId } from "#db/ids.ts";
import type { ReadKind } from "#db/schema/requests.ts";
import { noteRead, type ReadThing } from "../people/reads.ts";
import type { Portal } from "../portal.server.ts";
import { readCookie } from "../sign-in/cookies.ts";
import { isStaff, systemFor } from "../sign-in/handles.ts";
import { findSession } from "../sign-in/sessions.ts";

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

/**
 * Ends what waits in a visitor's digest about the order, invoice or request whose page they were just shown, and keeps that
 * they looked, unless they are staff or do not want that. Other pages cost it no query.
 */
export function noteSeen(portal: Portal, request: Request, path: string) {
  const [, orgId, part, itemId] = itemPage.exec(path.split("?", 1)[0]!) ?? [];
  const cookie = orgId ? readCookie(portal.config, request, "sid") : null;
  if (!cookie) return;
  const system = systemFor(portal);
  const session = findSession(system, cookie, portal.now());
  if (!session) return;
  const { id, email, isLeftOut } = session.person;
  const thing = thingOn(part!, itemId!);
  if (thing && !isLeftOut && !isUnkept(request) && !isStaff(portal, email))
    noteRead(system.within(orgId as OrgId), id, thing, portal.now());
  const isTheirs = and(gte(outbox.bundle, `${id}:`), lt(outbox.bundle, `${id};`), eq(outbox.orgId, orgId as OrgId));
  const isAbout = sql`json_extract(${outbox.props}, ${idsIn[part as keyof typeof idsIn]}) = ${itemId}`;
  const which = and(isBundled, isTheirs, isAbout);
  // Looked first: a write waits for whoever writes, and the page waits for it.
  if (!system.db.select({ id: outbox.id }).from(outbox).where(which).limit(1).get()) return;
  system.db.update(outbox).set({ state: "dropped", error: seen, endedAt: portal.now() }).where(which).run();
}
