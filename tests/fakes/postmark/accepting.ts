import type { Models } from "postmark";
import { addresses, type Address } from "./addresses.ts";
import { refusals, type Refusal } from "./refusals.ts";

export type Letter = Pick<Models.Message, "From" | "Subject"> & Partial<Models.Message>;

export type SentMail = Letter & {
  MessageID: string;
  To: string;
  Recipients: Address[];
  Metadata: Record<string, string>;
  /** Epoch milliseconds. */
  sentAt: number;
};

export type Office = {
  sent: SentMail[];
  /** Addresses that bounced, complained or were suppressed by hand, in small letters. */
  inactive: Set<string>;
  /** Those of them that complained: they stay so. */
  complained: Set<string>;
  /** Addresses for which a mail is refused with an error of one's choice. */
  refused: Map<string, Refusal>;
  newId(): string;
  now(): number;
  arrived(mail: SentMail): void;
};

export type Answer = { To?: string; Cc?: string; Bcc?: string; SubmittedAt?: string; MessageID?: string } & Refusal;

const MAX_RECIPIENTS = 50;
const METADATA = { fields: 10, key: 20, value: 80 };

/** Takes a letter in, or refuses it as Postmark would. */
export function accept(office: Office, letter: Letter): Answer {
  const from = addresses(letter.From);
  if (!from || from.length !== 1) return refusals.invalidEmail(`Invalid 'From' address: '${letter.From ?? ""}'.`);
  const fields = [letter.To, letter.Cc, letter.Bcc].map(addresses);
  const wrong = fields.indexOf(null);
  if (wrong >= 0) return refusals.invalidEmail(`Invalid '${["To", "Cc", "Bcc"][wrong]}' address.`);
  const recipients = fields.flatMap((field) => field ?? []);
  const why = complaint(letter, recipients);
  if (why) return refusals.invalidEmail(why);
  const chosen = recipients.map((one) => office.refused.get(one.Email.toLowerCase())).find(Boolean);
  if (chosen) return chosen;
  const inactive = recipients.map((one) => one.Email).filter((email) => office.inactive.has(email.toLowerCase()));
  if (inactive.length === recipients.length) return refusals.inactive(inactive);
  return keep(office, letter, recipients, inactive);
}

function complaint(letter: Letter, recipients: Address[]): string | undefined {
  if (recipients.length === 0) return "Zero recipients specified";
  if (recipients.length > MAX_RECIPIENTS) return `Number of recipients exceeds the limit of ${MAX_RECIPIENTS}.`;
  if (!letter.TextBody && !letter.HtmlBody) return "Provide either email TextBody or HtmlBody or both.";
  const metadata = Object.entries(letter.Metadata ?? {});
  if (metadata.length > METADATA.fields) return `No more than ${METADATA.fields} metadata fields are allowed.`;
  const long = metadata.find(([key, value]) => key.length > METADATA.key || String(value).length > METADATA.value);
  return long && `The metadata field '${long[0]}' is too long.`;
}

function keep(office: Office, letter: Letter, recipients: Address[], inactive: string[]): Answer {
  const mail: SentMail = {
    ...letter,
    To: letter.To ?? "",
    MessageID: office.newId(),
    Recipients: recipients,
    Metadata: letter.Metadata ?? {},
    sentAt: office.now(),
  };
  office.sent.push(mail);
  office.arrived(mail);
  const undeliverable = `Message OK, but will not deliver to these inactive addresses: ${inactive.join(", ")}`;
  return {
    To: mail.To,
    ...(letter.Cc && { Cc: letter.Cc }),
    ...(letter.Bcc && { Bcc: letter.Bcc }),
    SubmittedAt: stamp(mail.sentAt),
    MessageID: mail.MessageID,
    ErrorCode: 0,
    Message: inactive.length > 0 ? undeliverable : "OK",
  };
}

/** Postmark writes seven digits of the second. */
export function stamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("Z", "0000Z");
}
