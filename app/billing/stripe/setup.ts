import { z } from "zod";
import { paths } from "../../paths.ts";
import type { Portal } from "../../portal.server.ts";
import type { Params } from "./stripe-api.ts";
import { apiVersion, isLive } from "./client.ts";
import { subscribedEventTypes } from "./event-objects.ts";
import { modeOf, tryOnce } from "./rights.ts";

/** https://docs.stripe.com/api/webhook_endpoints/object */
const shape = z.object({
  id: z.string(),
  url: z.string(),
  status: z.string(),
  api_version: z.string().nullish(),
  livemode: z.boolean(),
  enabled_events: z.array(z.string()),
  secret: z.string().nullish(),
});
type Endpoint = z.infer<typeof shape>;

const path = "/v1/webhook_endpoints";

/** What was found and done, in sentences; `faults` counts what was wrong, `secret` is that of a new endpoint. */
export type Setup = { lines: string[]; faults: number; secret: string | null };

async function send(portal: Portal, method: "GET" | "POST", at: string, params?: Params) {
  const answer = await tryOnce(portal, method, at, params);
  if ("fault" in answer) throw answer.fault;
  return answer.body;
}

const isSame = (one: string, other: string) => one.replace(/(?<!\/)\/+$/, "") === other;
const hasAllEvents = ({ enabled_events: events }: Endpoint) =>
  events.length === subscribedEventTypes.length && subscribedEventTypes.every((type) => events.includes(type));

/**
 * Makes or mends the endpoint at Stripe that sends webhooks here; with `onlyLook` it changes nothing and tells what it
 * would do. An endpoint's API version is fixed when it is made, so one of another version is replaced and switched off.
 * Throws `StripeFault`, `forbidden` where the key may not see or change endpoints.
 */
export async function setUpWebhooks(portal: Portal, { onlyLook }: { onlyLook: boolean }): Promise<Setup> {
  const url = portal.config.appUrl + paths.stripeWebhook();
  const { data } = await send(portal, "GET", `${path}?limit=100`);
  const all = z.array(shape).parse(data);
  // Stripe lists the newest first; of several the oldest is kept, as its secret is probably the one in use.
  const ours = all.filter((one) => isSame(one.url, url)).reverse();
  const fitting = ours.filter((one) => one.api_version === apiVersion && one.livemode === isLive(portal));
  const kept = fitting.find(({ status }) => status === "enabled") ?? fitting[0] ?? null;
  const done: Setup = { lines: [], faults: 0, secret: null };

  const mend = async (found: string, deed: string, at: string, params: Params) => {
    done.faults++;
    done.lines.push(`${found} ${onlyLook ? "Not" : "Now"} ${deed}.`);
    return onlyLook ? null : shape.parse(await send(portal, "POST", at, params));
  };

  if (!kept) {
    const made = await mend(`There is no endpoint for ${url} with API version ${apiVersion}.`, "created", path, {
      url,
      enabled_events: subscribedEventTypes,
      api_version: apiVersion,
      description: "Foyer, the customer portal",
    });
    done.secret = made?.secret ?? null;
  } else {
    const at = `${path}/${kept.id}`;
    if (!hasAllEvents(kept))
      await mend(
        `${kept.id} is not subscribed to exactly the ${subscribedEventTypes.length} events.`,
        "subscribed",
        at,
        {
          enabled_events: subscribedEventTypes,
        },
      );
    if (kept.status !== "enabled") await mend(`${kept.id} is switched off.`, "switched on", at, { disabled: false });
    if (!done.faults)
      done.lines.push(`${kept.id} sends all ${subscribedEventTypes.length} events in ${modeOf(portal)} mode.`);
  }
  for (const other of ours.filter(({ id, status }) => id !== kept?.id && status === "enabled")) {
    const why =
      other.api_version === apiVersion
        ? `${other.id} is for the same address, so everything arrives twice.`
        : `${other.id} has API version ${other.api_version ?? "of the account"}, which can’t be changed.`;
    await mend(why, "switched off", `${path}/${other.id}`, { disabled: true });
  }
  noteSecret(portal, done, kept);
  return done;
}

function noteSecret({ config }: Portal, done: Setup, kept: Endpoint | null) {
  const isSet = config.stripeWebhookSecrets.length > 0;
  if (kept && !isSet) {
    done.faults++;
    done.lines.push(
      `STRIPE_WEBHOOK_SECRET is not set, so webhooks are refused. Stripe's dashboard shows the signing secret of ${kept.id}.`,
    );
  }
  if (done.secret && isSet)
    done.lines.push("The current secret belongs to another endpoint. Add this one after it, separated by a comma.");
}
