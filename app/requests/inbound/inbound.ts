import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalAddress } from "../../people/address.ts";
import {
  correspondentsIn,
  headersIn,
  maxListLength,
  splitHead,
  valuesOf,
  type Correspondent,
  type Headers,
} from "./headers.ts";
import { decodeWords } from "./encoded-words.ts";
import { isTooMuchHtml, picturesIn } from "./html-text.ts";
import { textInRaw } from "./raw-text.ts";
import { maxTextLength, shortLine } from "./text.ts";
import { cleanForeignLines } from "../../text/clean.ts";
import { wordsOf } from "./words.ts";

const maxHeaders = 500;
const maxAddresses = 200;
const maxAttachments = 200;
const maxFroms = 6;
const maxNameLength = 80;
const maxValueLength = 100_000;

const text = z.string().nullish().catch(null);
const list = <One extends z.ZodType>(one: One, maxItems: number) =>
  z
    .unknown()
    .optional()
    .transform((all) =>
      (Array.isArray(all) ? all.slice(0, maxItems) : []).flatMap((value): z.infer<One>[] => {
        const read = one.safeParse(value);
        return read.success ? [read.data] : [];
      }),
    );
const address = z.object({ Email: text, Name: text });
const attachment = z.object({ Name: text, ContentType: text, ContentID: text, Content: text, Data: text });

/** https://postmarkapp.com/developer/webhooks/inbound-webhook: any field may be missing or be something else. */
const payload = z.object({
  MessageID: text,
  From: text,
  FromName: text,
  FromFull: address.nullish().catch(null),
  To: text,
  ToFull: list(address, maxAddresses),
  Cc: text,
  CcFull: list(address, maxAddresses),
  OriginalRecipient: text,
  ReplyTo: text,
  Subject: text,
  TextBody: text,
  HtmlBody: text,
  RawEmail: text,
  Headers: list(z.object({ Name: z.string(), Value: z.string() }), maxHeaders),
  Attachments: list(attachment, maxAttachments),
});
type Payload = z.infer<typeof payload>;

export type InboundAttachment = {
  /** As the sender wrote it: not to be trusted. */
  name: string;
  type: string;
  base64: string;
  /** Its size once decoded. */
  bytes: number;
  /** How the mail's HTML refers to it, where it does. */
  contentId: string | null;
  /** Whether the HTML does refer to it: a picture among the words, or a logo below them. */
  isInline: boolean;
};

/** A mail that came in, as the portal reads it; nothing in it is proven. */
export type InboundMail = {
  /** Postmark's MessageID, the same at every try; where it gave none, one made of what the mail says. */
  id: string;
  /** Message-ID, In-Reply-To and References as their senders wrote them, in angle brackets. */
  headerId: string | null;
  inReplyTo: string[];
  references: string[];
  /** Null where it names no address. `isOne`: every place that names the sender names this one. */
  from: (Correspondent & { isOne: boolean }) | null;
  /** Where it asks for answers, if not to its sender. */
  replyTo: string | null;
  to: string[];
  copies: string[];
  originalRecipient: string | null;
  subject: string;
  text: string;
  /** Whether the text was longer than what is kept. */
  isCut: boolean;
  /** How many attachments beyond those are not even looked at. */
  attachmentsLeftOut: number;
  attachments: InboundAttachment[];
  /** As Postmark lists them: those that servers added on the way come first. */
  headers: Headers;
  /** The mail as it was sent and its own headers, where Postmark is set to give it. */
  raw: string | null;
  rawHeaders: Headers;
};

/** Reads what Postmark posted; null where it is no mail at all. */
export function readInbound(body: unknown): InboundMail | null {
  const parsed = payload.safeParse(body);
  if (!parsed.success) return null;
  const { Attachments: sent } = body as { Attachments?: unknown };
  const given = { ...parsed.data, AttachmentCount: Array.isArray(sent) ? sent.length : 0 };
  const parts = given.RawEmail ? splitHead(given.RawEmail) : null;
  const rawHeaders = parts ? headersIn(parts.head) : [];
  const headers = given.Headers.map(({ Name, Value }) => ({
    name: shortLine(Name, maxNameLength).toLowerCase(),
    value: Value.slice(0, maxValueLength).trim(),
  }));
  const one = (name: string) => valuesOf(headers, name)[0] ?? valuesOf(rawHeaders, name)[0] ?? "";
  const from = fromOf(given, headers, rawHeaders);
  const to = recipientsOf(given.ToFull, given.To ?? one("to"));
  const copies = recipientsOf(given.CcFull, given.Cc ?? one("cc"));
  const said = wordsOf(partsSaid(given, rawHeaders, parts?.body ?? ""));
  const written = cleanForeignLines(said.text);
  const headerId = idsIn(one("message-id"))[0] ?? null;
  const subject = shortLine(decodeWords(given.Subject ?? one("subject")), 500);
  const isMail = !!(given.MessageID || from || to.length || headerId || written.trim() || given.Attachments.length);
  if (!isMail) return null;
  const shown = picturesIn(given.HtmlBody ?? "");
  const attachments = given.Attachments.map((one) => readAttachment(one, shown));
  return {
    id: shortLine(given.MessageID ?? "", 200) || idOf([headerId, from?.email, subject, written, attachments]),
    headerId,
    inReplyTo: idsIn(one("in-reply-to")),
    references: idsIn(one("references")),
    from,
    replyTo:
      correspondentsIn(given.ReplyTo || one("reply-to")).find(({ email }) => email !== from?.email)?.email ?? null,
    to,
    copies,
    originalRecipient: canonicalAddress(given.OriginalRecipient ?? ""),
    subject,
    text: written.slice(0, maxTextLength),
    isCut: written.length > maxTextLength || (said.isOfHtml && isTooMuchHtml(given.HtmlBody ?? "")),
    attachments,
    attachmentsLeftOut: Math.max(0, given.AttachmentCount - maxAttachments),
    headers,
    raw: given.RawEmail || null,
    rawHeaders,
  };
}

/** A mail's text and its HTML, as Postmark parted them; where it did not, those in the mail as it was sent. */
function partsSaid({ TextBody, HtmlBody }: Payload, rawHeaders: Headers, body: string) {
  if (TextBody?.trim() || HtmlBody?.trim()) return { text: TextBody ?? "", html: HtmlBody ?? "" };
  return textInRaw(rawHeaders, body);
}

function fromOf({ From, FromName, FromFull }: Payload, headers: Headers, rawHeaders: Headers) {
  const written = [...valuesOf(headers, "from"), ...valuesOf(rawHeaders, "from")];
  const read = [FromFull?.Email ?? "", From ?? "", ...written].slice(0, maxFroms);
  const named = read.flatMap(correspondentsIn);
  const [first] = named;
  if (!first) return null;
  const isAll = written.length + 2 <= maxFroms && read.every(({ length }) => length <= maxListLength);
  const isOne = isAll && named.every(({ email }) => email === first.email) && valuesOf(rawHeaders, "from").length <= 1;
  const name = FromFull?.Name || FromName || named.find((one) => one.name)?.name || "";
  return { email: first.email, name: shortLine(name, 100) || null, isOne };
}

function recipientsOf(full: Payload["ToFull"], written: string): string[] {
  const emails = full.map(({ Email }) => canonicalAddress(Email ?? "")).filter((email) => email !== null);
  const found = emails.length ? emails : correspondentsIn(written).map(({ email }) => email);
  return [...new Set(found)].slice(0, maxAddresses);
}

function readAttachment(
  { Name, ContentType, ContentID, Content, Data }: z.infer<typeof attachment>,
  shown: ReadonlySet<string>,
) {
  const base64 = Content ?? Data ?? "";
  const contentId = shortLine(ContentID ?? "", 200).replace(/^<|>$/g, "") || null;
  return {
    name: shortLine(decodeWords(Name ?? ""), 500),
    type: shortLine(ContentType ?? "", 200).toLowerCase(),
    base64,
    bytes: Buffer.byteLength(base64, "base64"),
    contentId,
    isInline: contentId !== null && shown.has(contentId.toLowerCase()),
  };
}

/** The message ids of a header, at most the hundred last. */
const idsIn = (value: string) => (value.slice(-20_000).match(/<[^<>\s]{1,900}>/g) ?? []).slice(-100);

const idOf = (said: unknown) => `unnamed-${createHash("sha256").update(JSON.stringify(said)).digest("hex")}`;
