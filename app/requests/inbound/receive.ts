import type { Portal } from "../../portal.server.ts";
import { piecesOf, TooLarge } from "../../http/bodies.ts";
import { NotWhole } from "../../http/multipart.ts";
import { isFromPostmark } from "../../mail/webhook.ts";
import { readApart, type ReadMail } from "./mail-thread.ts";

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
  takeIn: (read: ReadMail) => Promise<unknown>,
): Promise<Response> {
  if (!isFromPostmark(portal, request.headers.get("Authorization"))) return answer(403, "Not from Postmark");
  let body: Uint8Array;
  try {
    body = await readBody(request);
  } catch (error) {
    if (error instanceof TooLarge) return refuse(portal, 413, "The mail is larger than 40 MB");
    if (error instanceof NotWhole) return refuse(portal, 400, "The body ended before its end");
    throw error;
  }
  const { mail, secrets } = portal.config;
  const config = { mail: { inboundAddress: mail.inboundAddress }, secrets };
  const read = await readApart({ body, config, now: portal.now() });
  if (!read) return refuse(portal, 400, "The body is no inbound mail");
  await takeIn(read);
  return answer(200, "Taken");
}

function refuse({ log }: Portal, status: number, why: string): Response {
  log.warn({ status, why }, "a mail that postmark posted was not taken");
  return answer(status, why);
}

/** The body in memory of its own, which is handed over to the thread that reads it. */
async function readBody(request: Request): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(request, maxMailBytes)) pieces.push(piece);
  return new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer());
}
