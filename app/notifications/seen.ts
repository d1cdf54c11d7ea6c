import { and, eq, gte, lt, sql } from "drizzle-orm";
import { isBundled, outbox } from "#db/schema/mail.ts";
import type { OrgId } from "#db/ids.ts";
import type { Portal } from "../portal.server.ts";
import { readCookie } from "../sign-in/cookies.ts";
import { systemFor } from "../sign-in/handles.ts";
import { findSession } from "../sign-in/sessions.ts";

const itemPage = /^\/o\/([a-z0-9_]+)\/(orders|billing|requests)\/([a-z0-9_]+)\/?$/i;
const idsIn = { orders: "$.orderId", billing: "$.invoiceId", requests: "$.requestId" } as const;

/** Why a mail was left out, as its row says it. */
const seen = "Seen in the portal before its digest was due";

/**
 * Ends what waits in a visitor's digest about the order, invoice or request whose page they were just shown. Other pages
 * cost it no query.
 */
export function noteSeen(portal: Portal, request: Request, path: string) {
  const [, orgId, kind, itemId] = itemPage.exec(path.split("?", 1)[0]!) ?? [];
  const cookie = orgId ? readCookie(portal.config, request, "sid") : null;
  if (!cookie) return;
  const system = systemFor(portal);
  const session = findSession(system, cookie, portal.now());
  if (!session) return;
  const { id } = session.person;
  const isTheirs = and(gte(outbox.bundle, `${id}:`), lt(outbox.bundle, `${id};`), eq(outbox.orgId, orgId as OrgId));
  const isAbout = sql`json_extract(${outbox.props}, ${idsIn[kind as keyof typeof idsIn]}) = ${itemId}`;
  const which = and(isBundled, isTheirs, isAbout);
  // Looked first: a write waits for whoever writes, and the page waits for it.
  if (!system.db.select({ id: outbox.id }).from(outbox).where(which).limit(1).get()) return;
  system.db.update(outbox).set({ state: "dropped", error: seen, endedAt: portal.now() }).where(which).run();
}
