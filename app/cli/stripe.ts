import { defineCommand } from "citty";
import { systemOf } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { markForFetch, unpark } from "../billing/stripe/fetch-queue.ts";
import { StripeFault } from "../billing/stripe/fault.ts";
import { objectTypes } from "../billing/stripe/object-types.ts";
import { mixedModes } from "../config.server.ts";
import { missingRights, modeOf } from "../billing/stripe/rights.ts";
import { setUpWebhooks } from "../billing/stripe/setup.ts";
import { retryWindows } from "../billing/stripe/retry-windows.ts";
import { backfill } from "./backfill.ts";
import { forget } from "./forget-test-data.ts";
import { portalWithoutFile, withPortal, type Surroundings } from "./file.ts";
import { tellStatus } from "./status.ts";
import { CommandFailed, printLine, WrongUsage } from "./strict.ts";

function needsKey(portal: Portal): Portal {
  if (portal.config.mixedModes) throw new CommandFailed(mixedModes(portal.config.mixedModes));
  if (!portal.config.stripe) throw new CommandFailed("STRIPE_SECRET_KEY is not set");
  return portal;
}

async function setup(portal: Portal, onlyLook: boolean) {
  const rights = await missingRights(portal);
  const webhooks = await setUpWebhooks(portal, { onlyLook }).catch(forbidden);
  if (!webhooks) rights.push("Webhook Endpoints: write");
  printLine(
    `The key works in ${modeOf(portal)} mode${rights.length ? "." : " and has every permission the portal needs."}`,
  );
  const { lines, faults, secret } = webhooks ?? { lines: [], faults: 0, secret: null };
  for (const line of lines) printLine(line);
  if (secret) {
    printLine("Put this in the environment and restart the portal:");
    printLine(`STRIPE_WEBHOOK_SECRET=${secret}`);
  }
  if (rights.length) throw new CommandFailed(`The key is missing these permissions: ${rights.join(", ")}`);
  if (onlyLook && faults)
    throw new CommandFailed(`Not set up yet: ${faults === 1 ? "one thing needs" : `${faults} things need`} fixing`);
}

function forbidden(error: unknown): null {
  if (error instanceof StripeFault && error.kind === "forbidden") return null;
  throw error;
}

/** What Stripe, or its silence, means to the person at the terminal. */
function inWords({ config }: Portal, error: unknown): unknown {
  if (!(error instanceof StripeFault)) return error;
  if (error.status !== null) return new CommandFailed(`Stripe refused: ${error.message}`);
  const where = config.stripe?.apiUrl?.origin ?? "https://api.stripe.com";
  return new CommandFailed(`Stripe isn’t responding at ${where}. Check this machine's network, then try again`);
}

function retry(portal: Portal, type: string | undefined, id: string | undefined) {
  const system = systemOf(connectionOf(portal));
  if (type === undefined) {
    const [objects, windows] = [unpark(system, portal.now()), retryWindows(system, portal.now())];
    printLine(
      `${objects} ${objects === 1 ? "object" : "objects"} will be fetched again${windows ? ", and lists will be read again" : ""}`,
    );
    return;
  }
  if (!id) throw new WrongUsage("Name one object by type and id, like: invoice in_123");
  if (!objectTypes.has(type))
    throw new CommandFailed(`There is no type ${type}. Use one of ${[...objectTypes.keys()].join(", ")}`);
  markForFetch(system, { type, id }, { now: portal.now() });
  printLine(`${type} ${id} will be fetched again`);
}

export function stripeCommands(around: Surroundings) {
  return defineCommand({
    meta: { name: "stripe", description: "The connection to Stripe" },
    subCommands: {
      setup: defineCommand({
        meta: { name: "setup", description: "Create or repair the webhook endpoint at Stripe, and check the key" },
        args: { check: { type: "boolean", description: "only check, change nothing" } },
        async run({ args }) {
          if (!around.env.APP_URL?.trim()) throw new CommandFailed("APP_URL is not set: webhooks go to that address");
          const portal = needsKey(portalWithoutFile(around));
          await setup(portal, args.check === true).catch((error: unknown) => {
            throw inWords(portal, error);
          });
        },
      }),
      backfill: defineCommand({
        meta: { name: "backfill", description: "Read everything from Stripe; continues where it left off" },
        args: { restart: { type: "boolean", description: "start again from the beginning" } },
        run: ({ args }) =>
          withPortal(around, (portal) => backfill(needsKey(portal), { restart: args.restart === true })),
      }),
      status: defineCommand({
        meta: { name: "status", description: "Show Stripe sync status" },
        args: { json: { type: "boolean", description: "print JSON for scripts" } },
        run: ({ args }) => withPortal(around, (portal) => tellStatus(portal, { json: args.json === true })),
      }),
      "forget-test-data": defineCommand({
        meta: { name: "forget-test-data", description: "Remove test data before switching to live mode" },
        args: { yes: { type: "boolean", description: "don't ask for confirmation" } },
        run: ({ args }) => withPortal(around, (portal) => forget(portal, around, args.yes === true), "alone"),
      }),
      retry: defineCommand({
        meta: { name: "retry", description: "Fetch failed objects again: all of them, or one" },
        args: {
          type: { type: "positional", description: "Stripe's type, like invoice", required: false },
          id: { type: "positional", description: "its id", required: false },
        },
        run: ({ args }) => withPortal(around, (portal) => retry(portal, args.type, args.id)),
      }),
    },
  });
}
