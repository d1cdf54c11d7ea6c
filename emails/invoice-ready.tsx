import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Amount, Button, Paragraph } from "./parts/pieces.tsx";
import { billingReason, cut, shortSubject, type BillingRecipient } from "./parts/words.ts";

export type InvoiceReadyProps = BillingRecipient & {
  brand: Brand;
  number: string;
  amount: string;
  /**
   * `due` waits for the customer, `automatic` is charged by itself, `paid` needs nothing. Nobody paid what is in the
   * customer's favour, covered by `credit` or `creditNotes`, or goes over to the `next` invoice.
   */
  status: "due" | "automatic" | "paid" | "favour" | "credit" | "creditNotes" | "next";
  due: { long: string; short: string } | null;
  url: string;
  /** The file itself. */
  pdfUrl: string;
  /** The PDF comes along. */
  attached: boolean;
};

const settled = (words: string) => ({ favour: words, credit: words, creditNotes: words, next: words });

export function invoiceReadyMail(props: InvoiceReadyProps) {
  const { brand, amount, status, due, url, pdfUrl, attached } = props;
  const number = cut(props.number, 30);
  const state = {
    due: due && `Due ${due.long}`,
    automatic: "Charged to your payment method",
    paid: "Paid",
    favour: "It’ll be taken off your next payment",
    credit: "Nothing to pay: covered by your credit",
    creditNotes: "Nothing to pay: covered by a credit note",
    next: "Nothing to pay now: added to your next invoice",
  }[status];
  const nothingToDo = "You don’t need to do anything.";
  const said = {
    due: "You can pay on the invoice page. No password needed.",
    automatic: nothingToDo,
    paid: "Thank you.",
    ...settled(nothingToDo),
  }[status];
  const note = attached ? `The PDF is attached. ${said}` : said;
  const subjects = {
    due: due && `Invoice ${number}, due ${due.short}`,
    automatic: null,
    paid: `Invoice ${number}, paid`,
    ...settled(`Invoice ${number}, nothing to pay`),
    favour: `Invoice ${number}: a credit of ${amount}`,
  };
  const name = status === "due" ? "Amount due" : status === "favour" ? "Your credit" : "Amount";
  return mail({
    brand,
    subject: shortSubject(subjects[status] ?? `Invoice ${number}`, `Invoice ${number}`),
    preheader: `${amount}${state ? `. ${state}` : ""}. ${attached ? "The PDF is attached." : "See the invoice and its PDF."}`,
    body: (
      <>
        <Amount name={`${name}, invoice ${number}`} amount={amount} state={state} />
        <Button brand={brand} href={url}>
          See the invoice
        </Button>
        <div style={{ height: 20 }} />
        <Paragraph>
          <a href={pdfUrl}>Download the PDF</a>
        </Paragraph>
        <Paragraph quiet last>
          {note}
        </Paragraph>
      </>
    ),
    text: [
      `Invoice ${number}`,
      [`${name}: ${amount}`, state].filter(Boolean).join("\n"),
      "See the invoice:",
      url,
      "Download the PDF:",
      pdfUrl,
      note,
    ],
    reason: billingReason(props),
  });
}
