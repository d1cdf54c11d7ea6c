import type { AppLoadContext } from "@remix-run/node";
import { mac, newToken, type Secrets } from "#db/secrets.ts";
import type { Portal } from "../portal.server.ts";
import { readCookie, setCookie } from "./cookies.ts";
import type { System } from "#db/tenant.ts";
import { limitVisitor, networkOf, type Limit } from "./limits.ts";
import type { Session } from "./sessions.ts";

const maxAge = 365 * 24 * 60 * 60;
/** Known browsers of one network may do so many times what one of them may: an office has many. */
const browsersOfNetwork = 10;

/** Who asks, as limits know them. */
export type Origin = {
  /** The browser, where somebody has signed in with it before; else its network. */
  visitor: string;
  network: string;
  /** Whether it is this address that signed in there last. */
  isKnownTo: (email: string) => boolean;
};

const tagOf = (secrets: Secrets, email: string) => mac(secrets, "known browser's address", email);
const signed = (secrets: Secrets, id: string, tag: string, since: string) =>
  mac(secrets, "known browser", `${id} ${tag} ${since}`);

/**
 * Set-Cookie of a browser in which somebody signs in: a random name for it, whose it is, unreadable to all but us, and since
 * when, in epoch milliseconds. It opens nothing, and is over after a year. What strangers use up of the limits of an address is not missing there.
 */
export function knownBrowserCookie({ config, now }: Portal, email: string): string {
  const [id, tag, since] = [newToken(), tagOf(config.secrets, email), String(now())];
  return setCookie(config, "known", [id, tag, since, signed(config.secrets, id, tag, since)].join("."), maxAge);
}

/** Who sends a request; somebody who is signed in is known by the session. */
export function originOf(
  { request, context }: { request: Request; context: AppLoadContext },
  session: Session | null = null,
): Origin {
  const { config, now } = context.portal;
  const network = networkOf(context.ip);
  if (session) return { visitor: session.publicId, network, isKnownTo: (email) => email === session.person.email };
  const [id = "", tag = "", since = "", signature] = readCookie(config, request, "known")?.split(".") ?? [];
  const by = config.secrets.map((secret): Secrets => [secret]).find((key) => signed(key, id, tag, since) === signature);
  if (!by || now() - Number(since) >= maxAge * 1000) return { visitor: network, network, isKnownTo: () => false };
  return { visitor: `browser ${id}`, network, isKnownTo: (email) => tagOf(by, email) === tag };
}

/** As `limitVisitor`, for a browser where it is known: what its whole network may do is more, and no stranger uses it up. */
export function limitOrigin(system: System, what: string, { visitor, network }: Origin, limit: Limit, now: number) {
  limitVisitor(system, what, visitor, limit, now);
  if (visitor === network) return;
  const together = { ...limit, limit: limit.limit * browsersOfNetwork };
  limitVisitor(system, `${what} of known browsers`, network, together, now);
}
