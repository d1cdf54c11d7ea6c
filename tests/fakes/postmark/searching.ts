import type { Models } from "postmark";
import { stamp, type SentMail } from "./accepting.ts";
import { addresses } from "./addresses.ts";

type Found = Omit<Models.OutboundMessage, "TrackLinks"> & { TrackLinks: string };

/** The mails a query of `GET /messages/outbound` asks for, newest first. */
export function search(sent: SentMail[], query: Record<string, string>) {
  const count = Number(query.count);
  const offset = Number(query.offset);
  const found = sent.filter((mail) => matches(mail, query)).reverse();
  return { TotalCount: found.length, Messages: found.slice(offset, offset + count).map(summary) };
}

function matches(mail: SentMail, query: Record<string, string>): boolean {
  const wanted = Object.entries(query).filter(([key]) => key.startsWith("metadata_"));
  return (
    (!query.recipient || mail.Recipients.some((one) => same(one.Email, query.recipient!))) &&
    (!query.tag || mail.Tag === query.tag) &&
    (!query.subject || mail.Subject.includes(query.subject)) &&
    (!query.messagestream || (mail.MessageStream ?? "outbound") === query.messagestream) &&
    wanted.every(([key, value]) => mail.Metadata[key.slice("metadata_".length)] === value)
  );
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function summary(mail: SentMail): Found {
  return {
    Tag: mail.Tag ?? "",
    MessageID: mail.MessageID,
    To: addresses(mail.To) ?? [],
    Cc: addresses(mail.Cc) ?? [],
    Bcc: addresses(mail.Bcc) ?? [],
    Recipients: mail.Recipients.map((one) => one.Email),
    ReceivedAt: stamp(mail.sentAt),
    From: mail.From,
    Subject: mail.Subject,
    Attachments: (mail.Attachments ?? []).map((attachment) => attachment.Name),
    Status: "Sent",
    TrackOpens: mail.TrackOpens ?? false,
    TrackLinks: mail.TrackLinks ?? "None",
    Metadata: mail.Metadata,
    Sandboxed: false,
    MessageStream: mail.MessageStream ?? "outbound",
  };
}

export function details(mail: SentMail) {
  return {
    ...summary(mail),
    TextBody: mail.TextBody ?? "",
    HtmlBody: mail.HtmlBody ?? "",
    Body: [`From: ${mail.From}`, `To: ${mail.To}`, `Subject: ${mail.Subject}`, "", mail.TextBody ?? ""].join("\r\n"),
    MessageEvents: mail.Recipients.map((one) => ({
      Recipient: one.Email,
      Type: "Delivered",
      ReceivedAt: stamp(mail.sentAt),
      Details: {
        DeliveryMessage: "smtp;250 2.0.0 OK",
        DestinationServer: "mx.stand-in.test",
        DestinationIP: "127.0.0.1",
      },
    })),
  };
}
