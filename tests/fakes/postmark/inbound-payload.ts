import { createHash, randomUUID } from "node:crypto";
import { addresses, type Address } from "./addresses.ts";

export type InboundFile = { name: string; type: string; content: Buffer | string; contentId?: string };

export type InboundLetter = {
  /** One address, with a name or without: `Ada <ada@acme.example>`. */
  from: string;
  /** Addresses as a header lists them. */
  to: string;
  cc?: string;
  subject?: string;
  text?: string;
  html?: string;
  /** Postmark's own id, the same at every try. */
  id?: string;
  /** Message-ID as the sender's server made it, in angle brackets. */
  messageId?: string;
  inReplyTo?: string;
  references?: string;
  /** More headers, below those of Postmark. */
  headers?: Record<string, string>;
  files?: readonly InboundFile[];
  /** What Postmark found of the sending server: "Pass", "SoftFail", "Fail", "None" …; no such header where null. */
  spf?: string | null;
  /** Whom the sending server named as the sender; `from` unless told. */
  envelopeFrom?: string;
  originalRecipient?: string;
  date?: number;
  raw?: string;
};

export type InboundPayload = ReturnType<typeof inboundMail>;

const full = ({ Email, Name }: Address) => ({ Email, Name, MailboxHash: hashOf(Email) });
const hashOf = (email: string) => /\+([^@]*)@/.exec(email)?.[1] ?? "";

/** A mail as Postmark posts it. */
export function inboundMail(letter: InboundLetter) {
  const [from] = addresses(letter.from) ?? [];
  if (!from) throw new Error(`not an address: ${letter.from}`);
  const [to, cc] = [addresses(letter.to) ?? [], addresses(letter.cc) ?? []];
  const originalRecipient = letter.originalRecipient ?? to[0]?.Email ?? "";
  const given: [string, string | undefined][] = [
    ["Message-ID", letter.messageId ?? `<${randomUUID()}@mail.example>`],
    ["In-Reply-To", letter.inReplyTo],
    ["References", letter.references],
    ...Object.entries(letter.headers ?? {}),
  ];
  return {
    FromName: from.Name,
    MessageStream: "inbound",
    From: from.Email,
    FromFull: full(from),
    To: letter.to,
    ToFull: to.map(full),
    Cc: letter.cc ?? "",
    CcFull: cc.map(full),
    Bcc: "",
    BccFull: [],
    OriginalRecipient: originalRecipient,
    Subject: letter.subject ?? "A question",
    MessageID: letter.id ?? randomUUID(),
    ReplyTo: "",
    MailboxHash: hashOf(originalRecipient),
    Date: new Date(letter.date ?? Date.UTC(2026, 10, 23, 10)).toUTCString(),
    TextBody: letter.text ?? "",
    HtmlBody: letter.html ?? "",
    StrippedTextReply: "",
    ...(letter.raw === undefined ? {} : { RawEmail: letter.raw }),
    Tag: "",
    Headers: [
      ...postmarkHeaders(
        letter.spf === undefined ? "Pass" : letter.spf,
        letter.envelopeFrom ?? from.Email,
        originalRecipient,
      ),
      ...given.flatMap(([Name, Value]) => (Value === undefined ? [] : [{ Name, Value }])),
    ],
    Attachments: (letter.files ?? []).map(attachment),
  };
}

/** What Postmark puts above the headers that a mail came with. */
export function postmarkHeaders(spf: string | null, envelopeFrom: string, receiver: string) {
  const verdict = `${spf} (sender SPF ${spf === "Pass" ? "authorized" : "not authorized"}) identity=mailfrom; client-ip=203.0.113.9; helo=mail.example; envelope-from=${envelopeFrom}; receiver=${receiver}`;
  return [
    { Name: "X-Spam-Status", Value: "No" },
    { Name: "X-Spam-Score", Value: "-0.1" },
    ...(spf === null ? [] : [{ Name: "Received-SPF", Value: verdict }]),
  ];
}

export function attachment({ name, type, content, contentId }: InboundFile) {
  const bytes = Buffer.from(content);
  return {
    Name: name,
    Content: bytes.toString("base64"),
    ContentType: type,
    ContentLength: bytes.length,
    ...(contentId ? { ContentID: contentId } : {}),
  };
}

/** Postmark's id of a mail, made of its bytes: two of the same are one. */
export function idOf(raw: string): string {
  const hex = createHash("sha256").update(raw).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
