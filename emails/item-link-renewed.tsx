import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, Heading, Paragraph } from "./parts/pieces.tsx";
import { billingReason, cut, shortSubject, type BillingRecipient } from "./parts/words.ts";

export type ItemLinkRenewedProps = BillingRecipient & { brand: Brand; number: string; url: string };

export function itemLinkRenewedMail({ brand, url, ...props }: ItemLinkRenewedProps) {
  const number = cut(props.number, 30);
  const note = `It leads to invoice ${number}, works for 90 days and needs no password. Keep it to yourself.`;
  return mail({
    brand,
    subject: shortSubject(`Your new link to invoice ${number}`, "Your new link to an invoice"),
    preheader: "The link you asked for. It works for 90 days.",
    body: (
      <>
        <Heading>Your new link</Heading>
        <Paragraph>{note}</Paragraph>
        <Button brand={brand} href={url}>
          See the invoice
        </Button>
      </>
    ),
    text: [`Your new link to invoice ${number}:`, url, note],
    reason: `A link that we had sent here was opened after it had expired. ${billingReason(props)}`,
  });
}
