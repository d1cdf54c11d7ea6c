import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Amount, Button, Paragraph, Space } from "./parts/pieces.tsx";
import { cut, shortSubject, unlinked } from "./parts/words.ts";

export type InvoiceForwardedProps = {
  brand: Brand;
  /** Whose invoice it is; its name is of somebody's making, and this mail may go to anybody. */
  organization: string;
  number: string;
  /** Of the invoice in all. */
  amount: string;
  date: string;
  url: string;
  pdfUrl: string;
};

export function invoiceForwardedMail({ brand, amount, date, url, pdfUrl, ...props }: InvoiceForwardedProps) {
  const number = cut(props.number, 30);
  const organization = unlinked(props.organization, 60);
  const company = cut(brand.company, 60);
  const lead = `${organization} sent you this invoice from ${company}.`;
  const note = "The link works for 90 days and needs no password. You won’t get any other emails because of it.";
  return mail({
    brand,
    subject: shortSubject(`Invoice ${number} from ${company}, forwarded`, `Invoice ${number}, forwarded to you`),
    preheader: lead,
    body: (
      <>
        <Paragraph>{lead}</Paragraph>
        <Amount name={`Invoice ${number}`} amount={amount} state={date} />
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
    text: [lead, `Invoice ${number}: ${amount}, ${date}`, "See the invoice:", url, "Open the PDF:", pdfUrl, note],
    reason: `You’re getting this because someone at ${organization} entered this address to forward an invoice.`,
  });
}
