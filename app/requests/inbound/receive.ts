import type { Portal } from "../../portal.server.ts";
import { piecesOf, TooLarge } from "../../http/bodies.ts";
import { NotWhole } from "../../http/multipart.ts";
import { isFromPostmark } from "../../mail/webhook.ts";
import { readInbound, type InboundMail } from "./inbound.ts";

/** What Postmark may post of one mail, in bytes. */
export const maxMailBytes = 40 * 1024 * 1024;

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
  let text: string[];
  try {
    text = await readText(request);
  } catch (error) {
    if (error instanceof TooLarge) return refuse(portal, 413, "The mail is larger than 40 MB");
    if (error instanceof NotWhole) return refuse(portal, 400, "The body ended before its end");
    throw error;
  }
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
async function readText(request: Request): Promise<string[]> {
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  for await (const piece of piecesOf(request, maxMailBytes)) pieces.push(decoder.decode(piece, { stream: true }));
  return [...pieces, decoder.decode()];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
