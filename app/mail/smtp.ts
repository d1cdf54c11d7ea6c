import type { Message, SendOutcome, Transport } from "./message.ts";

const timeouts = { dnsTimeout: 5_000, connectionTimeout: 8_000, greetingTimeout: 5_000, socketTimeout: 10_000 };

/** Postmark's SMTP door reads the metadata's name with its capitals, which the library would change. */
const asPostmarkSpells = (name: string) => name.replace(/^X-Pm-Metadata-Outbox_id$/, "X-PM-Metadata-outbox_id");

/** "Authentication required", "refused", "too weak": https://www.rfc-editor.org/rfc/rfc4954#section-6 */
const loginCodes = [530, 534, 535, 538];

/** What is wrong with the recipient or their mailbox: https://www.iana.org/assignments/smtp-enhanced-status-codes */
const recipientCodes = /^\d{3}[ -]5\.(1\.(1|2|3|6|10)|2\.\d+)\b/;

/**
 * What a refusal means by where in the talk it comes (RFC 5321, 4.3.2). Only one of the recipient, or of the mail itself, is for
 * good: a refused login, sender or relaying is a fault of the settings, and once that is mended nothing is lost. At the
 * recipient servers refuse those too (https://www.postfix.org/postconf.5.html#smtpd_delay_reject).
 */
function isForGood({ code, command = "", responseCode = 0, response = "" }: SmtpFault): boolean {
  if (!responseCode) return code === "EMESSAGE";
  if (responseCode < 500 || loginCodes.includes(responseCode)) return false;
  if (command === "RCPT TO") return recipientCodes.test(response);
  // RFC 1870: the mail is larger than the server takes.
  return command === "DATA" || (command === "MAIL FROM" && responseCode === 552);
}

/** As nodemailer throws it: https://nodemailer.com/errors/ */
type SmtpFault = { code?: string; command?: string; responseCode?: number; response?: string; message?: string };

function faultOf(error: unknown): SendOutcome {
  const fault = error as SmtpFault;
  const { command, response, message = String(error) } = fault;
  const reason = response ? `${command}: ${response}` : message;
  if (isForGood(fault)) return { is: "failed", reason };
  return { is: "retry", reason, doubtful: !response };
}

/** Whether STARTTLS must be there: a password goes in the open only to this machine, or where the URL says so. */
export function mustEncrypt({ protocol, password, hostname, searchParams }: URL): boolean {
  const isSettled = searchParams.has("requireTLS") || searchParams.has("ignoreTLS");
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return protocol === "smtp:" && !!password && !isSettled && !isHere;
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
  const secured = mustEncrypt(new URL(url)) ? { requireTLS: true } : {};
  // Most installations mail through Postmark, and need not read all of this at each start.
  const opened = import("nodemailer").then(({ createTransport }) => ({
    transporter: createTransport({ url, ...timeouts, ...secured, ...closed } as object),
    rehearsal: createTransport({ streamTransport: true, buffer: true, ...closed }),
  }));

  async function sendOne(message: Message): Promise<SendOutcome> {
    const { transporter } = await opened;
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
    rehearse: async (message) => (await opened).rehearsal.sendMail(letter(message)),
  };
}
