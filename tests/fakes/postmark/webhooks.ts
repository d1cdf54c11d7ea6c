import type { Models } from "postmark";
import { stamp, type SentMail } from "./accepting.ts";

const SERVER = 23;
const BOUNCES: Record<string, { code: number; name: string; inactive: boolean }> = {
  HardBounce: { code: 1, name: "Hard bounce", inactive: true },
  SoftBounce: { code: 4096, name: "Soft bounce", inactive: false },
  Transient: { code: 2, name: "Message delayed", inactive: false },
  BadEmailAddress: { code: 100000, name: "Invalid email address", inactive: true },
  Blocked: { code: 100006, name: "ISP block", inactive: false },
};

export type Chosen = { recipient?: string };

function common(mail: SentMail) {
  return {
    MessageID: mail.MessageID,
    ServerID: SERVER,
    MessageStream: mail.MessageStream ?? "outbound",
    Tag: mail.Tag ?? "",
    Metadata: mail.Metadata,
  };
}

export function delivery(mail: SentMail, at: number, { recipient }: Chosen = {}): Models.DeliveryWebhook {
  return {
    RecordType: "Delivery",
    ...common(mail),
    Recipient: recipient ?? mail.Recipients[0]!.Email,
    DeliveredAt: stamp(at),
    Details: "smtp;250 2.0.0 OK",
  };
}

export function bounce(mail: SentMail, at: number, choice: Chosen & { type?: string } = {}): Models.BounceWebhook {
  const type = choice.type ?? "HardBounce";
  const { code, name, inactive } = BOUNCES[type] ?? { code: 2048, name: type, inactive: false };
  return {
    RecordType: "Bounce",
    ID: 901_000_000 + code,
    Type: type,
    TypeCode: code,
    Name: name,
    ...common(mail),
    Description: "The server was unable to deliver your message.",
    Details: "smtp;550 5.1.1 No such mailbox.",
    Email: choice.recipient ?? mail.Recipients[0]!.Email,
    From: mail.From,
    BouncedAt: stamp(at),
    DumpAvailable: true,
    Inactive: inactive,
    CanActivate: true,
    Subject: mail.Subject,
    Content: "",
  };
}

export function complaint(mail: SentMail, at: number, { recipient }: Chosen = {}): Models.SpamComplaintWebhook {
  return {
    RecordType: "SpamComplaint",
    ID: 902_000_000,
    Type: "SpamComplaint",
    TypeCode: 100001,
    Name: "Spam complaint",
    ...common(mail),
    Description: "The recipient marked the message as spam.",
    Details: "",
    Email: recipient ?? mail.Recipients[0]!.Email,
    From: mail.From,
    BouncedAt: stamp(at),
    DumpAvailable: true,
    Inactive: true,
    CanActivate: false,
    Subject: mail.Subject,
    Content: "",
  };
}

export type SubscriptionChoice = Chosen & {
  suppress?: boolean;
  reason?: "HardBounce" | "SpamComplaint" | "ManualSuppression";
  origin?: "Recipient" | "Customer" | "Admin";
};

export function subscriptionChange(mail: SentMail, at: number, choice: SubscriptionChoice = {}) {
  const suppress = choice.suppress ?? true;
  return {
    RecordType: "SubscriptionChange" as const,
    ...common(mail),
    ChangedAt: stamp(at),
    Recipient: choice.recipient ?? mail.Recipients[0]!.Email,
    Origin: choice.origin ?? "Recipient",
    SuppressSending: suppress,
    SuppressionReason: suppress ? (choice.reason ?? "ManualSuppression") : null,
  };
}

/** Asked to be left alone by a link of their mail program's: told as a bounce, of which little is said. */
export function unsubscribeRequest({ MessageID, MessageStream, Tag }: SentMail) {
  return {
    RecordType: "Bounce" as const,
    ID: 903_000_000,
    Type: "Unsubscribe",
    TypeCode: 16,
    Name: "Unsubscribe request",
    MessageID,
    ServerID: SERVER,
    MessageStream: MessageStream ?? "outbound",
    Tag: Tag ?? "",
    Description: "The recipient asked for no more mail.",
  };
}

function reader(mail: SentMail, at: number) {
  return {
    ...common(mail),
    Recipient: mail.Recipients[0]!.Email,
    ReceivedAt: stamp(at),
    Platform: "Desktop",
    UserAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    Client: { Name: "Firefox 140.0", Company: "Mozilla", Family: "Firefox" },
    OS: { Name: "Linux", Company: "unknown", Family: "Linux" },
    Geo: { CountryISOCode: "SE", Country: "Sweden", City: "Umeå", IP: "203.0.113.9" },
  };
}

export const opening = (mail: SentMail, at: number) => ({
  RecordType: "Open" as const,
  FirstOpen: true,
  ReadSeconds: 12,
  ...reader(mail, at),
});

export const click = (mail: SentMail, at: number, link: string) => ({
  RecordType: "Click" as const,
  ClickLocation: "HTML",
  OriginalLink: link,
  ...reader(mail, at),
});
