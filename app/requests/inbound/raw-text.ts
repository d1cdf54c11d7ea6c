import { decoderOf, fromHex } from "./encoded-words.ts";
import { valuesOf, headersIn, splitHead, type Headers } from "./headers.ts";

const deepest = 5;
const maxParts = 50;
/** What of a part is decoded, in characters. */
const maxPartLength = 2_000_000;

type Words = { text: string; html: string };

/**
 * The words in a mail as it was sent, decoded: those of its text parts alone. Files, signatures and calendars are none,
 * and no more is what their encoding looks like.
 */
export function textInRaw(headers: Headers, body: string): Words {
  const words: Words = { text: "", html: "" };
  read(headers, body, words, { left: maxParts }, 0);
  return words;
}

function read(headers: Headers, body: string, words: Words, parts: { left: number }, depth: number) {
  if (depth > deepest || parts.left-- <= 0) return;
  const type = (valuesOf(headers, "content-type")[0] ?? "text/plain").slice(0, 1_000);
  const boundary = /^multipart\//i.test(type) && parameter(type, "boundary");
  if (boundary) {
    for (const part of partsBetween(body, boundary)) {
      const found = /^\r?\n/.test(part) ? { head: "", body: part } : splitHead(part);
      if (found) read(headersIn(found.head), found.body, words, parts, depth + 1);
    }
    return;
  }
  const kind = /^text\/(plain|html)\b/i.exec(type)?.[1]?.toLowerCase();
  const isFile = valuesOf(headers, "content-disposition").some((value) => /^attachment\b/i.test(value));
  if (!kind || isFile) return;
  const encoding = valuesOf(headers, "content-transfer-encoding")[0] ?? "";
  const decoded = decode(body.slice(0, maxPartLength), encoding.trim().toLowerCase(), parameter(type, "charset"));
  words[kind === "html" ? "html" : "text"] ||= decoded.trim() ? decoded : "";
}

function parameter(type: string, name: string): string {
  const [, quoted, bare] =
    new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]{1,200})"|([^\\s;]{1,200}))`, "i").exec(type) ?? [];
  return quoted ?? bare ?? "";
}

/** What stands between a boundary's lines. */
function partsBetween(body: string, boundary: string): string[] {
  const mark = `\n--${boundary}`;
  const whole = `\n${body}`;
  const parts: string[] = [];
  for (let at = whole.indexOf(mark); at >= 0 && parts.length < maxParts;) {
    const next = whole.indexOf(mark, at + mark.length);
    const begin = whole.indexOf("\n", at + mark.length);
    if (whole.startsWith("--", at + mark.length) || begin < 0) break;
    if (next !== begin) parts.push(whole.slice(begin + 1, next < 0 ? undefined : next).replace(/\r$/, ""));
    at = next;
  }
  return parts;
}

function decode(body: string, encoding: string, charset: string): string {
  if (encoding !== "base64" && encoding !== "quoted-printable") return body;
  const bytes = encoding === "base64" ? Buffer.from(body, "base64") : fromQuotedPrintable(body);
  return decoderOf(charset).decode(bytes);
}

const fromQuotedPrintable = (body: string) => fromHex(body.replace(/=[ \t]{0,80}\r?\n/g, ""), "=");
