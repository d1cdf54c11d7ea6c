import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type ExportTakenProps = {
  brand: Brand;
  /** The address of who took it. */
  by: string;
  organization: string;
  when: string;
  url: string;
};

/** To an organization's owners, and to the company's people. */
export function exportTakenMail({ brand, by, organization, when, url }: ExportTakenProps) {
  const [who, where] = [cut(by, 120), cut(organization, 80)];
  const done = `${who} downloaded everything stored for ${where}: invoices, orders, requests, files and people.`;
  const wrong = "If you didn’t expect this, write to us right away.";
  return mail({
    brand,
    subject: `All data for ${cut(organization, 60)} was downloaded`,
    preheader: done,
    body: (
      <>
        <Heading>All data was downloaded</Heading>
        <Paragraph>{done}</Paragraph>
        <FactList facts={[["When", when]]} />
        <Paragraph>{wrong}</Paragraph>
        <Button brand={brand} href={url}>
          Write to us
        </Button>
      </>
    ),
    text: [done, `When: ${when}`, wrong, url],
    reason: `You’re getting this because you’re responsible for ${where}. This email can’t be turned off.`,
  });
}
