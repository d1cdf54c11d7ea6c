import type { AppLoadContext } from "@remix-run/node";
import { mac, newToken, type Secrets } from "#db/secrets.ts";
import type { Portal } from "../portal.server.ts";
import { readCookie, setCookie } from "./cookies.ts";
import { networkOf } from "./limits.ts";
import type { Session } from "./sessions.ts";

const maxAge = 365 * 24 * 60 * 60;

/** Who asks, as limits know them. */
export type Origin = {
  /** The browser, where somebody has signed in with it before; else its network. */
  visitor: string;
  network: string;
  /** Whether it is this address that signed in there last. */
  isKnownTo: (email: string) => boolean;
};

const tagOf = (secrets: Secrets, email: string) => mac(secrets, "known browser's address", email);
const signed = (secrets: Secrets, id: string, tag: string) => mac(secrets, "known browser", `${id} ${tag}`);

/**
 * Set-Cookie of a browser in which somebody signs in: a random name for it and whose it is, unreadable to all but us. It
 * opens nothing. What strangers use up of the limits of an address is not missing there.
 */
export function knownBrowserCookie({ config }: Portal, email: string): string {
  const [id, tag] = [newToken(), tagOf(config.secrets, email)];
  return setCookie(config, "known", [id, tag, signed(config.secrets, id, tag)].join("."), maxAge);
}

/** Who sends a request; somebody who is signed in is known by the session. */
export function originOf(
  { request, context }: { request: Request; context: AppLoadContext },
  session: Session | null = null,
): Origin {
  const { config } = context.portal;
  const network = networkOf(context.ip);
  if (session) return { visitor: session.publicId, network, isKnownTo: (email) => email === session.person.email };
  const [id = "", tag = "", signature] = readCookie(config, request, "known")?.split(".") ?? [];
  const by = config.secrets.map((secret): Secrets => [secret]).find((key) => signed(key, id, tag) === signature);
  if (!by) return { visitor: network, network, isKnownTo: () => false };
  return { visitor: `browser ${id}`, network, isKnownTo: (email) => tagOf(by, email) === tag };
}
