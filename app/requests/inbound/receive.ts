import type { Portal } from "../../portal.server.ts";
import { isFromPostmark } from "../../mail/webhook.ts";
import { readInbound, type InboundMail } from "./inbound.ts";

const maxBytes = 40 * 1024 * 1024;

const answer = (status: number, text: string) => new Response(`${text}\n`, { status });

/**
 * Takes a mail that Postmark posts: 200 once `takeIn` has it, and whenever it had it before. 403 to anybody else, so
 * that they do not come again; 413 above 40 MB; 400 where it is no mail; a fault of ours is thrown. After all of these
 * but 403 Postmark tries again, and keeps the mail for its owner to look at.
 */
export async function receiveMail(
  portal: Portal,
  request: Request,
  takeIn: (mail: InboundMail) => Promise<unknown>,
): Promise<Response> {
  if (!isFromPostmark(portal, request.headers.get("Authorization"))) return answer(403, "Not from Postmark");
  const text = await readText(request);
  if (text === "tooLarge") return refuse(portal, 413, "The mail is larger than 40 MB");
  if (text === "notWhole") return refuse(portal, 400, "The body ended before its end");
  const mail = readInbound(parse(text.join("")));
  if (!mail) return refuse(portal, 400, "The body is no inbound mail");
  await takeIn(mail);
  return answer(200, "Taken");
}

function refuse({ log }: Portal, status: number, why: string): Response {
  log.warn({ status, why }, "a mail that postmark posted was not taken");
  return answer(status, why);
}

/** The body's text in the pieces it came in: a mail of many megabytes is not copied once more to be put together. */
async function readText(request: Request): Promise<string[] | "tooLarge" | "notWhole"> {
  if (Number(request.headers.get("Content-Length")) > maxBytes) return "tooLarge";
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  const reader = request.body?.getReader();
  for (let size = 0; reader;) {
    const piece = await reader.read().catch(() => null);
    if (!piece) return "notWhole";
    if (!piece.value) break;
    size += piece.value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      return "tooLarge";
    }
    pieces.push(decoder.decode(piece.value, { stream: true }));
  }
  return [...pieces, decoder.decode()];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
