import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Amount, Button, Heading, Paragraph } from "./parts/pieces.tsx";
import { billingReason, cut, shortSubject, type BillingRecipient } from "./parts/words.ts";

export type PaymentFailedProps = BillingRecipient & {
  brand: Brand;
  number: string;
  amount: string;
  /** What the bank said, in its words, where it said something. */
  reason: string | null;
  nextTry: string | null;
  /** The invoice's page, which has the way to pay. */
  url: string;
};

export function paymentFailedMail(props: PaymentFailedProps) {
  const { brand, amount, nextTry, url } = props;
  const number = cut(props.number, 30);
  const said = props.reason ? `The bank said: ${quotedSentence(props.reason)}` : null;
  const next = nextTry
    ? `We’ll try again on ${nextTry}. Pay now with another card or account and we won’t need to.`
    : "You can pay now with the same card or account, or another one.";
  return mail({
    brand,
    subject: shortSubject(`Payment for ${number} didn’t go through`, "A payment didn’t go through"),
    preheader: `${amount} for invoice ${number}. See the invoice and pay it.`,
    body: (
      <>
        <Heading>Your payment didn’t go through</Heading>
        <div style={{ height: 8 }} />
        <Amount name={`Amount due, invoice ${number}`} amount={amount} state={said} bad />
        <Button brand={brand} href={url}>
          See the invoice and pay
        </Button>
        <div style={{ height: 20 }} />
        <Paragraph quiet last>
          {next}
        </Paragraph>
      </>
    ),
    text: [
      "Your payment didn’t go through.",
      [`Invoice ${number}`, `Amount due: ${amount}`, said].filter(Boolean).join("\n"),
      "See the invoice and pay:",
      url,
      next,
    ],
    reason: billingReason(props),
  });
}

const quotedSentence = (text: string) => `“${cut(text, 160)}”`;
