import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Amount, Button, Paragraph, Space } from "./parts/pieces.tsx";
import { billingReason, cut, shortSubject, type BillingRecipient } from "./parts/words.ts";

export type InvoiceReminderProps = BillingRecipient & {
  brand: Brand;
  number: string;
  /** What is still to pay. */
  amount: string;
  due: { long: string; short: string };
  url: string;
};

const note = "Already paid? You can ignore this email. Bank transfers take a few days to arrive.";

/** Some days before it is due. */
export function invoiceDueMail(props: InvoiceReminderProps) {
  const number = cut(props.number, 30);
  const { due } = props;
  const subject = shortSubject(`Invoice ${number} is due on ${due.short}`, `Invoice ${number}, due soon`);
  return reminder(props, { number, subject, state: `Due ${due.long}`, isLate: false });
}

/** Once it should have been paid. */
export function invoiceOverdueMail(props: InvoiceReminderProps) {
  const number = cut(props.number, 30);
  const { due } = props;
  const subject = shortSubject(`Invoice ${number} was due on ${due.short}`, `Invoice ${number} is overdue`);
  return reminder(props, { number, subject, state: `Overdue since ${due.long}`, isLate: true });
}

type Words = { number: string; subject: string; state: string; isLate: boolean };

function reminder(props: InvoiceReminderProps, { number, subject, state, isLate }: Words) {
  const { brand, amount, url } = props;
  return mail({
    brand,
    subject,
    preheader: `${amount} to pay. You can pay on the invoice page.`,
    body: (
      <>
        <Amount name={`Amount due, invoice ${number}`} amount={amount} state={state} bad={isLate} />
        <Button brand={brand} href={url}>
          See the invoice and pay
        </Button>
        <Space height={20} />
        <Paragraph quiet last>
          {note}
        </Paragraph>
      </>
    ),
    text: [`Invoice ${number}`, `Amount due: ${amount}\n${state}`, "See the invoice and pay:", url, note],
    reason: billingReason(props),
  });
}
