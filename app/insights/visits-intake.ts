import { piecesOf, TooLarge } from "../http/bodies.ts";
import type { Portal } from "../portal.server.ts";
import { readCookie } from "../sign-in/cookies.ts";
import { isStaff, systemFor } from "../sign-in/handles.ts";
import { networkOf } from "../sign-in/limits.ts";
import { findSession } from "../sign-in/sessions.ts";
import { plausibleOf } from "./plausible.ts";
import { scriptPage } from "./script-pages.ts";
import { howOf } from "./who.ts";

const names: Readonly<Record<string, string>> = {
  seen: "seen",
  tel: "tap.phone",
  mailto: "tap.email",
  parcel: "tap.carrier",
};

const maxBytes = 2_048;
const maxAMinute = 60;
const minuteMs = 60_000;
const maxNetworks = 10_000;

/** Whether a network may tell of one more in this minute, of so many that it remembers. In memory, as what it guards is. */
function newLimit() {
  const counts = new Map<string, number>();
  let minute = 0;
  return (network: string, now: number) => {
    const current = Math.floor(now / minuteMs);
    if (current !== minute) counts.clear();
    minute = current;
    const count = (counts.get(network) ?? 0) + 1;
    if (count > maxAMinute || (count === 1 && counts.size >= maxNetworks)) return false;
    counts.set(network, count);
    return true;
  };
}

/** What the script says: `n` is one of four names, `u` the page's name behind the portal's address. All else is thrown away. */
async function told(request: Request, appUrl: string) {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(request, maxBytes)) pieces.push(piece);
  const { n, u } = JSON.parse(Buffer.concat(pieces).toString()) as { n?: unknown; u?: unknown };
  const name = typeof n === "string" && Object.hasOwn(names, n) ? names[n]! : null;
  const page = typeof u === "string" && u.startsWith(appUrl) ? scriptPage(u.slice(appUrl.length)) : null;
  return name && page ? { name, page } : null;
}

/**
 * Takes what the script tells of what no server sees, and passes it on to Plausible as if the server had seen it; null
 * where there is no script. Of staff, and of who asks to be left out, nothing is passed on.
 */
export function visitsIntake(portal: Portal) {
  const { config, now } = portal;
  const plausible = plausibleOf(portal);
  if (!plausible || !config.plausible?.hasScript) return null;
  const isWithin = newLimit();

  return async (request: Request, ip: string): Promise<Response> => {
    if (!isWithin(networkOf(ip), now())) return new Response(null, { status: 429, headers: { "Retry-After": "60" } });
    const visit = await told(request, config.appUrl).catch((error: unknown) =>
      error instanceof TooLarge ? 413 : null,
    );
    if (visit === 413) return new Response(null, { status: 413 });
    if (!visit) return new Response(null, { status: 400 });
    const person = findSession(systemFor(portal), readCookie(config, request, "sid"), now())?.person;
    const visitor = person && { isStaff: isStaff(portal, person.email), isLeftOut: person.isLeftOut };
    const { method, headers } = request;
    const isPerson = !!visitor && howOf({ method, headers, isSecure: config.secure, visitor }) === "person";
    const event = { name: visit.name, url: config.appUrl + visit.page, interactive: false } as const;
    if (isPerson) plausible.send(event, { request, ip });
    return new Response(null, { status: 202 });
  };
}
