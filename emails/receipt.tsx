import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Amount, Button, FactList, Space, Paragraph } from "./parts/pieces.tsx";
import { billingReason, cut, shortSubject, type BillingRecipient } from "./parts/words.ts";

export type ReceiptProps = BillingRecipient & {
  brand: Brand;
  number: string;
  /** What this payment paid. */
  amount: string;
  /** How it was paid, in words; null where that is not known. */
  method: string | null;
  date: string;
  /** What is still to pay of the invoice; null where nothing is. */
  remaining: string | null;
  url: string;
};

export function receiptMail(props: ReceiptProps) {
  const { brand, amount, date, remaining, url } = props;
  const number = cut(props.number, 30);
  const state = remaining ? `${remaining} still to pay` : "Paid in full. Thank you.";
  const method = props.method ? cut(props.method, 60) : null;
  const facts = [...(method ? [["Payment method", method] as const] : []), ["Date", date] as const];
  const note = remaining
    ? "You can pay the rest on the invoice page."
    : "You can also download the paid invoice as a PDF.";
  return mail({
    brand,
    subject: shortSubject(`Receipt for ${number}, ${amount}`, `Receipt for ${number}`),
    preheader: [method, date, state].filter(Boolean).join(", "),
    body: (
      <>
        <Amount name={`Paid, invoice ${number}`} amount={amount} state={state} />
        <FactList facts={facts} />
        <Button brand={brand} href={url}>
          See the invoice
        </Button>
        <Space height={20} />
        <Paragraph quiet last>
          {note}
        </Paragraph>
      </>
    ),
    text: [
      `Receipt for invoice ${number}`,
      [`Paid: ${amount}`, ...facts.map(([fact, value]) => `${fact}: ${value}`), state].join("\n"),
      "See the invoice:",
      url,
      note,
    ],
    reason: billingReason(props),
  });
}
