import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut, shortSubject } from "./parts/words.ts";

export type ItemLinkRenewedProps = {
  brand: Brand;
  kind: "invoice" | "order" | "project";
  number: string;
  url: string;
  /** Why this person gets mails about it. */
  reason: string;
};

export function itemLinkRenewedMail({ brand, kind, url, reason, ...props }: ItemLinkRenewedProps) {
  const number = cut(props.number, 30);
  const note = `It opens ${kind} ${number} without a password, for 90 days. Please don’t share it.`;
  const see = `See the ${kind}`;
  return mail({
    brand,
    subject: shortSubject(`Your new link to ${kind} ${number}`, `Your new link to your ${kind}`),
    preheader: "The link you asked for. It works for 90 days.",
    body: (
      <>
        <Heading>Your new link</Heading>
        <Paragraph>{note}</Paragraph>
        <Button brand={brand} href={url}>
          {see}
        </Button>
      </>
    ),
    text: [`Your new link to ${kind} ${number}:`, url, note],
    reason: `Someone opened an expired link we’d sent to this address. ${reason}`,
  });
}
