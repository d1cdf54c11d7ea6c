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
  payUrl: string;
};

export function paymentFailedMail(props: PaymentFailedProps) {
  const { brand, amount, nextTry, payUrl } = props;
  const number = cut(props.number, 30);
  const said = props.reason ? `The bank said: ${quotedSentence(props.reason)}` : null;
  const next = nextTry
    ? `We try again on ${nextTry}. Pay now with another card or account, and we do not.`
    : "Pay it now with the same or another card or account.";
  return mail({
    brand,
    subject: shortSubject(`Payment for ${number} did not go through`, "A payment did not go through"),
    preheader: `${amount} for invoice ${number}. One tap puts it right.`,
    body: (
      <>
        <Heading>Your payment did not go through</Heading>
        <div style={{ height: 8 }} />
        <Amount name={`Still to pay, invoice ${number}`} amount={amount} state={said} bad />
        <Button brand={brand} href={payUrl}>
          {`Pay ${amount}`}
        </Button>
        <div style={{ height: 20 }} />
        <Paragraph quiet last>
          {next}
        </Paragraph>
      </>
    ),
    text: [
      "Your payment did not go through.",
      [`Invoice ${number}`, `Still to pay: ${amount}`, said].filter(Boolean).join("\n"),
      `Pay ${amount}:`,
      payUrl,
      next,
    ],
    reason: billingReason(props),
  });
}

const quotedSentence = (text: string) => `“${cut(text, 160)}”`;
