/** A mail as a transport takes it: one sender, one recipient, all of it text of our own making. */
export type Message = {
  outboxId: string;
  /** Its Message-ID, the same on every try: mail servers know a copy by it. */
  messageId: string;
  kind: string;
  from: Mailbox;
  to: string;
  replyTo: string;
  subject: string;
  html: string;
  text: string;
  headers: Readonly<Record<string, string>>;
  attachments: readonly Attachment[];
};

/** A file that comes along; 7 MB at most. */
export type Attachment = { name: string; contentType: string; content: Buffer };

export type Mailbox = { name: string; address: string };

/** What became of one mail; `reason` is the server's own words, not cleaned. `doubtful`: it may have been taken all the same, so ask before sending again. */
export type SendOutcome =
  | { is: "sent"; messageId: string }
  | { is: "retry"; reason: string; doubtful: boolean }
  | { is: "inactive"; reason: string }
  | { is: "failed"; reason: string };

export type Transport = {
  /** How many messages it takes at once. */
  batchSize: number;
  /**
   * One outcome for each message, in their order; null where several were refused as a whole, so that each must be sent
   * on its own. Does not throw, and takes less than half a minute.
   */
  send(messages: readonly Message[]): Promise<readonly SendOutcome[] | null>;
  /** The work of sending a message that goes nowhere. */
  rehearse(message: Message): Promise<unknown>;
  /** The provider's id of a mail that an earlier try may have sent; null where there is none. Throws if it cannot say. */
  find?(outboxId: string): Promise<string | null>;
  /** Has the provider deliver to an address again, within a minute. False where it never does, after a complaint. Throws if it gives no answer. */
  reactivate?(address: string): Promise<boolean>;
};

/** `Example <billing@example.com>` or a bare address, which is then sent in the company's name. */
export function readMailbox(text: string, name: string): Mailbox {
  const match = /^([^<>]*)<([^<>]+)>$/.exec(text);
  return { name: match?.[1]?.trim().replace(/^"|"$/g, "") || name, address: (match?.[2] ?? text).trim() };
}

const domainOf = ({ address }: Mailbox) => address.split("@")[1] ?? "localhost";

/** The Message-ID of our mail of that id. */
export const messageIdOf = (from: Mailbox, outboxId: string) => `<${outboxId}@${domainOf(from)}>`;

/** Whether this is one address that no header and no list of recipients can read as two. */
export function isOneAddress(text: string): boolean {
  return /^[^\s\p{C}@<>,;:"()[\]\\]+@[^\s\p{C}@<>,;:"()[\]\\]+$/u.test(text);
}
