import { readFields } from "../http/forms.ts";
import type { Portal } from "../portal.server.ts";
import { isoDay } from "../text/format.ts";
import { isOfDigest, stopDigest } from "./digest-recipient.ts";
import { recipientOf, setTopic } from "./recipient.ts";

const maxBytes = 2_000;
const answer = (status: number, text: string) =>
  new Response(`${text}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });

/**
 * Takes a mail program's one-click unsubscription (RFC 8058), which proves itself by its token alone: 200 whatever the token
 * is worth, 503 where nothing could be written, so that it is sent again. Null where the body is not exactly that.
 */
export async function answerOneClick(portal: Portal, request: Request, token: string): Promise<Response | null> {
  if (!(await isOneClick(request))) return null;
  try {
    const recipient = recipientOf(portal, token);
    const now = portal.now();
    const counted = { day: isoDay(now), via: "mail", how: "person" } as const;
    if (recipient && isOfDigest(recipient)) stopDigest(recipient, now);
    else if (recipient) setTopic(recipient, "off", { now, counted });
    return answer(200, "You will not get these emails any more.");
  } catch (error) {
    portal.log.error({ err: error }, "a one-click unsubscription could not be written");
    return answer(503, "This could not be saved. Send it again.");
  }
}

/** Whether the body is that one field, as either kind of form; the request can be read again. */
async function isOneClick(request: Request): Promise<boolean> {
  const body = await request
    .clone()
    .arrayBuffer()
    .catch(() => null);
  if (!body || body.byteLength > maxBytes) return false;
  const { url, headers } = request;
  const read = await readFields(new Request(url, { method: "POST", headers, body })).catch(() => null);
  const [[name, value] = [], ...more] = [...(read?.fields ?? [])];
  return name === "List-Unsubscribe" && value === "One-Click" && !more.length;
}
