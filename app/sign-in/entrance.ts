import { and, eq, isNull } from "drizzle-orm";
import { queueMail } from "#db/outbox.ts";
import type { PersonId } from "#db/ids.ts";
import { people } from "#db/schema/organizations.ts";
import { sessions, type challenges, type ProofKind } from "#db/schema/sign-in.ts";
import { sha256 } from "#db/secrets.ts";
import { transact } from "#db/tenant.ts";
import { countOutcome } from "#db/usage.ts";
import type { Config } from "../config.server.ts";
import { seeOther } from "../http/respond.ts";
import type { Portal } from "../portal.server.ts";
import { admitted, personOf } from "./admission.ts";
import { browserLabel } from "./browser.ts";
import { readCookie, setCookie } from "./cookies.ts";
import { countedAs } from "./counted.ts";
import { emailInToken } from "./email-link.ts";
import { systemFor, type RouteArgs } from "./handles.ts";
import { knownBrowserCookie } from "./known-browser.ts";
import { landingPath } from "./landing.ts";
import { askedLocale } from "../text/locale.ts";
import { safeNext } from "./safe-next.ts";
import { absoluteLimit, endSessionBehind, findSession, passOnProofs, setFlash, startSession } from "./sessions.ts";

type Redeemed = Pick<typeof challenges.$inferSelect, "email" | "personId" | "next" | "purpose">;

type Entering = { id: PersonId; email: string };

const sessionCookie = (config: Config, value: string) => setCookie(config, "sid", value, absoluteLimit / 1000);

/**
 * Ends the session of the cookie that came along, starts another, and mails where the browser is a new one. Whoever signs
 * in for the first time has no other, and knows. What the same person proved before moves along.
 */
function beginSession({ request, context: { portal } }: RouteArgs, { id, email }: Entering, kind: ProofKind) {
  const system = systemFor(portal);
  const now = portal.now();
  const browser = browserLabel(request);
  const oldCookie = readCookie(portal.config, request, "sid");
  const old = findSession(system, oldCookie, now);
  if (oldCookie) endSessionBehind(system, oldCookie, now);
  const isFirst = and(eq(people.id, id), isNull(people.signedInAt));
  const isKnown =
    system.db.select({ id: people.id }).from(people).where(isFirst).get() ??
    system.db
      .select({ browser: sessions.browser })
      .from(sessions)
      .where(and(eq(sessions.personId, id), eq(sessions.browser, browser)))
      .get();
  // Emails to them are written as their pages are.
  const locale = askedLocale(request);
  if (locale) system.db.update(people).set({ locale }).where(eq(people.id, id)).run();
  const { cookie, publicId } = startSession(system, id, browser, kind, now);
  if (old?.person.id === id) passOnProofs(system, old, cookie);
  // An invitation may have been passed on: whose address it is hears of it even the first time.
  if (!isKnown || kind === "invite") {
    const dedupeKey = `new-device:${publicId}:${email}`;
    queueMail(system, { kind: "new-device", recipient: email, dedupeKey, props: { browser, at: now } }, now);
  }
  return cookie;
}

/**
 * Signs in who redeemed a challenge, in the browser that asks now: a redirect to where they wanted to go, else to where
 * they begin. Null where they may not sign in any more, or the address is another person's by now.
 */
export function enter(args: RouteArgs, { email, personId, next, purpose }: Redeemed): Response | null {
  const { portal } = args.context;
  const entered = transact(systemFor(portal), () => {
    const who = admitted(portal, email);
    if (!who || (personId && personId !== who.personId)) return null;
    const id = personOf(portal, who);
    const cookie = beginSession(args, { id, email }, purpose === "cli" ? "cli" : "mailbox");
    if (purpose !== "cli") countOutcome(systemFor(portal), "signed-in", countedAs(args, "mail", { id, email }));
    return { id, cookie };
  });
  if (!entered) return null;
  const { id, cookie } = entered;
  const landing = landingPath(args, { person: { id, email }, idHash: sha256(cookie) });
  return seeOther(safeNext(next, portal.config.appUrl) ?? landing, entryCookies(portal, email, cookie));
}

/** Begins the session of somebody who takes an invitation, in the transaction that does it. Gives its cookies. */
export function enterInvited(args: RouteArgs, person: Entering): Headers {
  const { portal } = args.context;
  countOutcome(systemFor(portal), "signed-in", countedAs(args, "mail", person));
  return entryCookies(portal, null, beginSession(args, person, "invite"));
}

/** Begins the session of somebody whose address is another now, in the transaction that changes it. Gives its cookies. */
export function enterWithAddress(args: RouteArgs, person: Entering, flash: string): Headers {
  const { portal } = args.context;
  const cookie = beginSession(args, person, "mailbox");
  setFlash(systemFor(portal), { idHash: sha256(cookie) }, flash);
  return entryCookies(portal, person.email, cookie);
}

/** `email` is whose mailbox was proven here: for them the browser is known from now on. */
function entryCookies(portal: Portal, email: string | null, cookie: string): Headers {
  const headers = new Headers({ "Set-Cookie": sessionCookie(portal.config, cookie) });
  headers.append("Set-Cookie", setCookie(portal.config, "pending", null));
  if (email) headers.append("Set-Cookie", knownBrowserCookie(portal, email));
  return headers;
}

/** As `enter`, for a link: what the token itself says must agree with the row. */
export async function enterByLink(args: RouteArgs, token: string, redeemed: Redeemed): Promise<Response | null> {
  const { config } = args.context.portal;
  const email = await emailInToken(config.secrets, config.appUrl, token);
  return email === redeemed.email ? enter(args, redeemed) : null;
}

/** A fresh session for somebody who proved the mailbox again; the one before ends. Gives the Set-Cookie header. */
export function renewSession(args: RouteArgs, person: Entering): string {
  const { portal } = args.context;
  const cookie = transact(systemFor(portal), () => beginSession(args, person, "mailbox"));
  return sessionCookie(portal.config, cookie);
}
