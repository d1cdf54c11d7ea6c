import { isUtf8 } from "node:buffer";
import { piecesOf, TooLarge } from "../http/bodies.ts";
import { NotWhole } from "../http/multipart.ts";
import { Problem } from "./problem.ts";

/** What a call may send, in bytes. */
export const maxJsonBytes = 4 * 1024 * 1024;
/** How deep values may stand in one another, and how many beside each other: more than in any call. */
const maxDepth = 20;
const maxMembers = 2_000;

/**
 * What a call sent. Throws 415 where that is not plain JSON by its type, 413 above 4 MiB and where it is deeper or wider
 * than any call, 400 where it is none by its text.
 */
export async function readJson(request: Request): Promise<unknown> {
  const [type = ""] = (request.headers.get("Content-Type") ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/json" || request.headers.has("Content-Encoding"))
    throw new Problem(415, "Send JSON, uncompressed, as Content-Type: application/json");
  const bytes = await readBytes(request);
  if (!isUtf8(bytes)) throw new Problem(400, "The body is not UTF-8");
  if (isBeyondAnyCall(bytes))
    throw new Problem(413, `Up to ${maxMembers} values in a list or object, and up to ${maxDepth} levels`);
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new Problem(400, `The body isn’t JSON: ${(error as Error).message.slice(0, 200)}`);
  }
}

async function readBytes(request: Request): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of piecesOf(request, maxJsonBytes)) pieces.push(piece);
  } catch (error) {
    if (error instanceof NotWhole) throw new Problem(400, "The body is incomplete");
    if (!(error instanceof TooLarge)) throw error;
    throw new Problem(413, `The body is larger than ${maxJsonBytes / 1024 / 1024} MiB. Send smaller batches`);
  }
  return Buffer.concat(pieces);
}

const [quote, backslash, comma, list, listEnd, object, objectEnd] = Buffer.from('"\\,[]{}');

/** Tells by the brackets and commas outside of strings, before anything is made of them. */
function isBeyondAnyCall(json: Buffer): boolean {
  const members: number[] = [];
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]!;
    if (byte === quote) at = endOfString(json, at);
    else if (byte === list || byte === object) members.push(1);
    else if (byte === listEnd || byte === objectEnd) members.pop();
    else if (byte === comma && members.length) members[members.length - 1]! += 1;
    if (members.length > maxDepth || members.at(-1)! > maxMembers) return true;
  }
  return false;
}

function endOfString(json: Buffer, from: number): number {
  for (let at = json.indexOf(quote!, from + 1); at >= 0; at = json.indexOf(quote!, at + 1)) {
    let slashes = 0;
    while (json[at - 1 - slashes] === backslash) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return json.length;
}
