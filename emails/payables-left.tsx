import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut, subjectAbout } from "./parts/words.ts";

export type PayablesLeftProps = {
  brand: Brand;
  organization: string;
  /** The accounts-payable address that left. */
  email: string;
  /** What it gets no more. */
  what: "invoices" | "reminders" | "failures";
  url: string;
};

const names = {
  invoices: "invoices and receipts",
  reminders: "payment reminders",
  failures: "emails about failed payments",
};

/** To the owners: somebody turned off the billing mails of an address that their bookkeeping may rely on. */
export function payablesLeftMail({ brand, organization, email, what, url }: PayablesLeftProps) {
  const where = cut(organization, 80);
  const lead = `${cut(email, 200)} doesn’t get ${names[what]} for ${where} any more. Someone turned them off with the link in an email.`;
  const next = "If that’s a mistake, add the address again. Until then, check that someone else gets them.";
  return mail({
    brand,
    subject: subjectAbout("Address", email, "left your billing emails"),
    preheader: lead,
    body: (
      <>
        <Heading>An address left your billing emails</Heading>
        <Paragraph>{lead}</Paragraph>
        <Paragraph>{next}</Paragraph>
        <Button brand={brand} href={url}>
          See who gets billing emails
        </Button>
      </>
    ),
    text: [lead, next, "See who gets billing emails:", url],
    reason: `You’re getting this because you’re an owner of ${where}. This email can’t be turned off.`,
  });
}
