import { createTransport } from "nodemailer";
import type { Message, SendOutcome, Transport } from "./message.ts";

const timeouts = { dnsTimeout: 5_000, connectionTimeout: 8_000, greetingTimeout: 5_000, socketTimeout: 10_000 };

/** Postmark's SMTP door reads the metadata's name with its capitals, which the library would change. */
const asPostmarkSpells = (name: string) => name.replace(/^X-Pm-Metadata-Outbox_id$/, "X-PM-Metadata-outbox_id");

/** A server's 4xx is "not now" (RFC 5321, 4.2.1); a 5xx is "never"; without a code nobody answered. */
function faultOf(error: unknown): SendOutcome {
  const { responseCode, message } = error as { responseCode?: number; message?: string };
  const reason = `${responseCode ?? "no answer"} ${message ?? String(error)}`.slice(0, 300);
  if (responseCode && responseCode >= 500) return { is: "failed", reason };
  return { is: "retry", reason, doubtful: !responseCode };
}

const letter = (message: Message) => ({
  from: message.from,
  to: { name: "", address: message.to },
  replyTo: { name: "", address: message.replyTo },
  subject: message.subject,
  html: message.html,
  text: message.text,
  attachments: message.attachments.map(({ name, ...file }) => ({ ...file, filename: name })),
  messageId: message.messageId,
  normalizeHeaderKey: asPostmarkSpells,
  headers: {
    ...message.headers,
    "X-PM-Tag": message.kind,
    "X-PM-Metadata-outbox_id": message.outboxId,
    "X-PM-Message-Stream": "outbound",
  },
});

/**
 * Mails through an SMTP server. Addresses go as objects, so that nothing in them is parsed again. SMTP
 * cannot be asked what it has taken, but mail servers know a copy by its Message-ID.
 */
export function smtpTransport(url: string): Transport {
  const closed = { disableFileAccess: true, disableUrlAccess: true };
  const transporter = createTransport({ url, ...timeouts, ...closed } as object);
  const rehearsal = createTransport({ streamTransport: true, buffer: true, ...closed });

  async function sendOne(message: Message): Promise<SendOutcome> {
    try {
      await transporter.sendMail(letter(message));
      return { is: "sent", messageId: message.messageId };
    } catch (error) {
      return faultOf(error);
    }
  }

  return {
    batchSize: 1,
    send: (messages) => Promise.all(messages.map(sendOne)),
    rehearse: (message) => rehearsal.sendMail(letter(message)),
  };
}
