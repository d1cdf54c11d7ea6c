import { and, eq, isNull } from "drizzle-orm";
import { queueMail } from "#db/outbox.ts";
import type { PersonId } from "#db/ids.ts";
import { people } from "#db/schema/organizations.ts";
import { sessions, type challenges } from "#db/schema/sign-in.ts";
import { transact } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { seeOther } from "../http/respond.ts";
import type { Portal } from "../portal.server.ts";
import { admitted, personOf } from "./admission.ts";
import { browserLabel } from "./browser.ts";
import { readCookie, setCookie } from "./cookies.ts";
import { emailInToken } from "./email-link.ts";
import { systemFor, type RouteArgs } from "./handles.ts";
import { knownBrowserCookie } from "./known-browser.ts";
import { landingPath } from "./landing.ts";
import { safeNext } from "./safe-next.ts";
import { absoluteLimit, endSessionBehind, startSession } from "./sessions.ts";

type Redeemed = Pick<typeof challenges.$inferSelect, "email" | "personId" | "next">;

const sessionCookie = (config: Config, value: string) => setCookie(config, "sid", value, absoluteLimit / 1000);

/**
 * Ends the session of the cookie that came along, starts another, and mails where the browser is a new one. Whoever signs
 * in for the first time has no other, and knows.
 */
function beginSession(portal: Portal, personId: PersonId, email: string, browser: string, oldCookie: string | null) {
  const system = systemFor(portal);
  const now = portal.now();
  if (oldCookie) endSessionBehind(system, oldCookie, now);
  const isFirst = and(eq(people.id, personId), isNull(people.signedInAt));
  const isKnown =
    system.db.select({ id: people.id }).from(people).where(isFirst).get() ??
    system.db
      .select({ browser: sessions.browser })
      .from(sessions)
      .where(and(eq(sessions.personId, personId), eq(sessions.browser, browser)))
      .get();
  const { cookie, publicId } = startSession(system, personId, browser, now);
  if (!isKnown) {
    const dedupeKey = `new-device:${publicId}:${email}`;
    queueMail(system, { kind: "new-device", recipient: email, dedupeKey, props: { browser, at: now } }, now);
  }
  return cookie;
}

/**
 * Signs in who redeemed a challenge, in the browser that asks now: a redirect to where they wanted to go, else to where
 * they begin. Null where they may not sign in any more, or the address is another person's by now.
 */
export function enter({ request, context }: RouteArgs, { email, personId, next }: Redeemed): Response | null {
  const { portal } = context;
  const { config } = portal;
  const oldCookie = readCookie(config, request, "sid");
  const entered = transact(systemFor(portal), () => {
    const who = admitted(portal, email);
    if (!who || (personId && personId !== who.personId)) return null;
    const id = personOf(portal, who);
    return { id, cookie: beginSession(portal, id, email, browserLabel(request), oldCookie) };
  });
  if (!entered) return null;
  const landing = landingPath({ context }, { person: { id: entered.id, email } });
  const headers = new Headers({ "Set-Cookie": sessionCookie(config, entered.cookie) });
  headers.append("Set-Cookie", setCookie(config, "pending", null));
  headers.append("Set-Cookie", knownBrowserCookie(portal, email));
  return seeOther(safeNext(next, config.appUrl) ?? landing, headers);
}

/** As `enter`, for a link: what the token itself says must agree with the row. */
export async function enterByLink(args: RouteArgs, token: string, redeemed: Redeemed): Promise<Response | null> {
  const { config } = args.context.portal;
  const email = await emailInToken(config.secrets, config.appUrl, token);
  return email === redeemed.email ? enter(args, redeemed) : null;
}

/** A fresh session for somebody who proved the mailbox again; the one before ends. Gives the Set-Cookie header. */
export function renewSession({ request, context }: RouteArgs, person: { id: PersonId; email: string }): string {
  const { portal } = context;
  const oldCookie = readCookie(portal.config, request, "sid");
  const cookie = transact(systemFor(portal), () =>
    beginSession(portal, person.id, person.email, browserLabel(request), oldCookie),
  );
  return sessionCookie(portal.config, cookie);
}
