import type { Portal } from "../../portal.server.ts";
import { isRecord, readEvent } from "./event.ts";
import { storeEvent } from "./inbox.ts";
import { isSigned } from "./signature.ts";

const maxBytes = 1024 * 1024;
const answer = (status: number, text: string) => new Response(`${text}\n`, { status });

/**
 * Takes a webhook of Stripe's: 200 once its event is durably stored, whatever it says; 400 where it is not Stripe's or
 * no event, 403 without a secret to tell, 413 above 1 MiB, 503 where the database fails, so that Stripe sends it again.
 */
export async function receiveWebhook(portal: Portal, request: Request): Promise<Response> {
  const secrets = portal.config.stripeWebhookSecrets;
  if (!secrets.length) return answer(403, "No webhook secret is set");
  if (Number(request.headers.get("Content-Length")) > maxBytes) return answer(413, "Too large");
  const buffer = await request.arrayBuffer().catch(() => null);
  if (!buffer) return answer(400, "The body could not be read");
  const bytes = new Uint8Array(buffer);
  if (bytes.length > maxBytes) return answer(413, "Too large");
  const signature = request.headers.get("Stripe-Signature") ?? "";
  if (!(await isSigned(bytes, signature, secrets, portal.now()))) return answer(400, "The signature does not fit");
  const payload = new TextDecoder().decode(bytes);
  const body = parse(payload);
  if (!isRecord(body)) return answer(400, "The body is no JSON object");

  try {
    const status = await storeEvent(portal, { event: readEvent(body, bytes), payload, source: "webhook" });
    if (status === "queued") portal.nudge();
    return answer(200, status);
  } catch (error) {
    portal.log.error({ err: error }, "a webhook of stripe's could not be stored");
    return answer(503, "Not stored; send it again");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
