import { Errors, Models, ServerClient } from "postmark";
import type { Attachment, Mailbox, Message, SendOutcome, Transport } from "./message.ts";

type Settings = { token: string; apiUrl: URL | null };

const timeoutSeconds = 10;
const inactiveRecipient = 406;
const stream = "outbound";

const written = ({ name, address }: Mailbox) => `"${name.replace(/[\\"]/g, "\\$&")}" <${address}>`;

const enclosed = ({ name, contentType, content }: Attachment) =>
  new Models.Attachment(name, content.toString("base64"), contentType);

/** Postmark writes its own Message-ID unless it is told to keep ours: https://postmarkapp.com/developer/user-guide/sending-email/message-id */
const keptId = ({ messageId }: Message) => ({ "Message-ID": messageId, "X-PM-KeepID": "true" });

function letter(message: Message): Models.Message {
  return {
    From: written(message.from),
    To: message.to,
    ReplyTo: message.replyTo,
    Subject: message.subject,
    HtmlBody: message.html,
    TextBody: message.text,
    Tag: message.kind,
    Metadata: { outbox_id: message.outboxId },
    MessageStream: stream,
    TrackOpens: false,
    TrackLinks: Models.LinkTrackingOptions.None,
    Headers: Object.entries({ ...message.headers, ...keptId(message) }).map(([Name, Value]) => ({ Name, Value })),
    ...(message.attachments.length ? { Attachments: message.attachments.map(enclosed) } : {}),
  };
}

/** One answer of Postmark's, which may be anything: a proxy's page is no receipt, and an id must be there. */
function outcomeOf(answer: unknown): SendOutcome {
  const { ErrorCode, Message: said, MessageID } = (answer ?? {}) as Partial<Models.MessageSendingResponse>;
  if (ErrorCode === 0 && MessageID) return { is: "sent", messageId: MessageID };
  if (!ErrorCode) return { is: "retry", reason: "Postmark’s answer had no MessageID", doubtful: true };
  return refused(ErrorCode, 422, said);
}

/** Error codes: https://postmarkapp.com/developer/api/overview#error-codes; without a status nobody answered. */
function refused(code: number, status: number, said = ""): SendOutcome {
  const reason = status
    ? `Postmark refused it (${code ? `${status}, code ${code}` : status}): ${said}`
    : `Postmark didn’t answer: ${said}`;
  if (code === inactiveRecipient) return { is: "inactive", reason };
  // A refused token is a fault of the settings, not of the mail: once it is mended, nothing is lost.
  if (status === 401 || status === 403 || status === 429 || code === 429)
    return { is: "retry", reason, doubtful: false };
  if (!status || status >= 500) return { is: "retry", reason, doubtful: true };
  return { is: "failed", reason };
}

function faultOf(error: unknown): SendOutcome {
  if (!(error instanceof Errors.PostmarkError)) return refused(0, 0, String(error));
  return refused(error.code ?? 0, error.statusCode ?? 0, error.message);
}

/** Mails through Postmark's API (https://postmarkapp.com/developer/api/email-api). */
export function postmarkTransport({ token, apiUrl }: Settings): Transport {
  const place = apiUrl
    ? { requestHost: apiUrl.host + apiUrl.pathname.replace(/\/$/, ""), useHttps: apiUrl.protocol === "https:" }
    : {};
  const client = new ServerClient(token, { timeout: timeoutSeconds, ...place });

  const sendOne = (message: Message) => client.sendEmail(letter(message)).then(outcomeOf, faultOf);

  async function sendBatch(messages: readonly Message[]): Promise<SendOutcome[] | null> {
    try {
      const answers: unknown = await client.sendEmailBatch(messages.map(letter));
      return messages.map((_, at) => outcomeOf(Array.isArray(answers) ? answers[at] : null));
    } catch (error) {
      const fault = faultOf(error);
      return fault.is === "retry" ? messages.map(() => fault) : null;
    }
  }

  return {
    batchSize: 20,
    rehearse: (message) => Promise.resolve(JSON.stringify(letter(message))),
    send: async (messages) => (messages.length === 1 ? [await sendOne(messages[0]!)] : sendBatch(messages)),
    async find(outboxId) {
      const found: unknown = await client.getOutboundMessages({ count: 1, offset: 0, metadata_outbox_id: outboxId });
      const { Messages } = found as Partial<Models.OutboundMessages>;
      if (!Array.isArray(Messages)) throw new Error("Postmark's search gave no list");
      return Messages[0]?.MessageID ?? null;
    },
    // An address that is not suppressed is answered as one that was: https://postmarkapp.com/developer/api/suppressions-api
    async reactivate(address) {
      const answer: unknown = await client.deleteSuppressions(stream, { Suppressions: [{ EmailAddress: address }] });
      const { Suppressions: [one] = [] } = answer as Partial<Models.SuppressionStatuses>;
      if (one?.Status === "Deleted") return true;
      if (one?.Status === "Failed" && one.Message?.includes("authority")) return false;
      throw new Error(`Postmark did not reactivate an address: ${one?.Message ?? "an answer without a status"}`);
    },
  };
}
