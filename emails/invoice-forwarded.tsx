import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Amount, Button, Paragraph, Space } from "./parts/pieces.tsx";
import { cut, shortSubject, unlinked } from "./parts/words.ts";

export type InvoiceForwardedProps = {
  brand: Brand;
  /** Who forwarded it, by the name that they gave; null where they gave none. */
  by: string | null;
  /** Whose invoice it is; its name is of somebody's making, and this mail may go to anybody. */
  organization: string;
  number: string;
  /** Of the invoice in all. */
  amount: string;
  date: string;
  /** What of it is paid, where a part is, and what is left to pay, where something is. */
  paid: string | null;
  left: string | null;
  url: string;
  pdfUrl: string;
};

export function invoiceForwardedMail({
  brand,
  amount,
  date,
  paid,
  left,
  url,
  pdfUrl,
  ...props
}: InvoiceForwardedProps) {
  const number = cut(props.number, 30);
  const organization = unlinked(props.organization, 60);
  const company = cut(brand.company, 60);
  const sender = props.by ? `${unlinked(props.by, 60)} at ${organization}` : organization;
  const lead = `${sender} sent you this invoice from ${company}.`;
  const standing = left ? (paid ? `${paid} is paid, ${left} is left to pay.` : `${left} is to pay.`) : null;
  const note = "The link works for 90 days and needs no password. You won’t get any other emails because of it.";
  return mail({
    brand,
    subject: shortSubject(`Invoice ${number} from ${company}, forwarded`, `Invoice ${number}, forwarded to you`),
    preheader: lead,
    body: (
      <>
        <Paragraph>{lead}</Paragraph>
        <Amount name={`Invoice ${number}`} amount={amount} state={date} />
        {standing ? <Paragraph>{standing}</Paragraph> : null}
        <Button brand={brand} href={url}>
          See the invoice
        </Button>
        <Space height={20} />
        <Paragraph>
          <a href={pdfUrl}>Open the PDF</a>
        </Paragraph>
        <Paragraph quiet last>
          {note}
        </Paragraph>
      </>
    ),
    text: [
      lead,
      [`Invoice ${number}: ${amount}, ${date}.`, standing].filter(Boolean).join(" "),
      "See the invoice:",
      url,
      "Open the PDF:",
      pdfUrl,
      note,
    ],
    reason: `You’re getting this because someone at ${organization} entered this address to forward an invoice.`,
  });
}
