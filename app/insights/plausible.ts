import { outcomes } from "#db/schema/usage.ts";
import type { Portal } from "../portal.server.ts";
import { isoDay } from "../text/format.ts";
import { newPlausibleQueue, type PlausibleEvent } from "./plausible-queue.ts";
import { anonymously, really } from "./plausible-visitor.ts";
import { nameless } from "./route-patterns.ts";
import { onVisit, type Behind, type Visit } from "./usage.ts";

const known = new Set<string>(outcomes);

/** What Plausible is told of a visit: a page that somebody was shown, or what came of it; null of anything else. */
function eventOf(appUrl: string, { what, how, via }: Visit, behind: Behind | null): PlausibleEvent | null {
  if (how !== "person" && how !== "likely") return null;
  const { page = null, item = null, mailKind = null } = behind ?? {};
  const from =
    via === "mail" ? `?${new URLSearchParams({ utm_medium: "email", utm_source: mailKind ?? item ?? "email" })}` : "";
  const url = appUrl + nameless(page ?? "/") + from;
  if (what === page) return { name: "pageview", url };
  return known.has(what) ? { name: what, url, interactive: false } : null;
}

const senders = new WeakMap<Portal, ReturnType<typeof newPlausible>>();

function newPlausible(portal: Portal, settings: NonNullable<Portal["config"]["plausible"]>) {
  const { add, tally, size } = newPlausibleQueue(settings);
  const anonymous = anonymously();
  const tell = settings.visitors === "real" ? really : anonymous;
  return {
    tally,
    size,
    /** Sends an event after all that is being answered now; what nobody's request brought is of one made-up visitor. */
    send(event: PlausibleEvent, behind: Pick<Behind, "request" | "ip"> | null) {
      add(() => {
        const day = isoDay(portal.now());
        if (!behind) return { event, of: anonymous({ ip: "", userAgent: "", day }) };
        const userAgent = behind.request.headers.get("User-Agent") ?? "";
        return { event, of: tell({ ip: behind.ip, userAgent, day }) };
      });
    },
  };
}

/** What sends a portal's visits to Plausible; null where the company wants that sent nowhere. */
export function plausibleOf(portal: Portal) {
  const settings = portal.config.plausible;
  if (!settings) return null;
  let sender = senders.get(portal);
  if (!sender) senders.set(portal, (sender = newPlausible(portal, settings)));
  return sender;
}

/** From now on Plausible hears of the portal's visits, where the company wants that. */
export function tellPlausible(portal: Portal) {
  const plausible = plausibleOf(portal);
  if (!plausible) return;
  onVisit(portal, (visit, behind) => {
    const event = eventOf(portal.config.appUrl, visit, behind);
    if (event) plausible.send(event, behind);
  });
}
