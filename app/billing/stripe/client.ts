import type Stripe from "stripe";
import type { Portal } from "../../portal.server.ts";
import { modeOfKey } from "./mode.ts";
import { tuningOf } from "./tuning.ts";

/** The version that this code reads. */
export const apiVersion = "2026-10-28.endive";
type Library = typeof Stripe;
type HttpClient = Pick<ReturnType<Library["createNodeHttpClient"]>, "getClientName" | "makeRequest">;

/** In stripe 23.1 an answer that is JSON but no object ends in an unhandled rejection; here it fails its own request. */
function objectsOnly(library: Library): HttpClient {
  const inner = library.createNodeHttpClient();
  return {
    getClientName: () => inner.getClientName(),
    async makeRequest(...request) {
      const response = await inner.makeRequest(...request);
      const toJSON = response.toJSON.bind(response);
      response.toJSON = async () => {
        const body: unknown = await toJSON();
        if (typeof body !== "object" || body === null) throw new Error("The answer is no JSON object");
        return body;
      };
      return response;
    },
  };
}

const clients = new WeakMap<Portal, Stripe>();

/**
 * Stripe's client for this portal, or null where no key is set. It repeats nothing by itself. Its library is a fifth of all
 * that a start would read, so it is read when it is first needed.
 */
export async function clientOf(portal: Portal): Promise<Stripe | null> {
  const settings = portal.config.stripe;
  if (!settings) return null;
  const { default: Library } = await import("stripe");
  let client = clients.get(portal);
  if (!client) {
    const { apiUrl } = settings;
    client = new Library(settings.secretKey, {
      apiVersion,
      timeout: tuningOf(portal).timeoutMs,
      telemetry: false,
      maxNetworkRetries: 0,
      httpClient: objectsOnly(Library) as Stripe.HttpClient,
      ...(apiUrl
        ? {
            host: apiUrl.hostname,
            port: apiUrl.port || (apiUrl.protocol === "https:" ? 443 : 80),
            protocol: apiUrl.protocol === "https:" ? "https" : "http",
          }
        : {}),
    });
    clients.set(portal, client);
  }
  return client;
}

/** Whether the portal works with live data; null without a key. */
export function isLive({ config: { stripe, mixedModes } }: Portal): boolean | null {
  if (mixedModes) return mixedModes.data === "live";
  return stripe && modeOfKey(stripe.secretKey) === "live";
}
