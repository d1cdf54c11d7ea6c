import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type StaffOrdersLateProps = {
  brand: Brand;
  /** How many are late; `orders` are the first of them. */
  count: number;
  orders: { reference: string; title: string; organization: string; promised: string }[];
  url: string;
};

/** To the company: the orders whose promised day has passed. */
export function staffOrdersLateMail({ brand, count, orders, url }: StaffOrdersLateProps) {
  const heading = count === 1 ? "One order is running late" : `${count} orders are running late`;
  const lead = "Their customers can see that. Set a new promised date to put an order back on track.";
  const facts = orders.map(
    ({ reference, title, organization, promised }) =>
      [cut(reference, 60), `${cut(title, 60)}, ${cut(organization, 60)}, promised for ${promised}`] as const,
  );
  const more = count > orders.length ? `And ${count - orders.length} more.` : null;
  return mail({
    brand,
    subject: heading,
    preheader: lead,
    body: (
      <>
        <Heading>{heading}</Heading>
        <Paragraph>{lead}</Paragraph>
        <FactList facts={facts} />
        {more ? <Paragraph>{more}</Paragraph> : null}
        <Button brand={brand} href={url}>
          See all late orders
        </Button>
      </>
    ),
    text: [
      `${heading}.`,
      lead,
      facts.map(([name, about]) => `${name}: ${about}`).join("\n"),
      more,
      "See all late orders:",
      url,
    ],
    reason: `You’re getting this because you’re on the staff at ${brand.company}. We send it once a day while an order is late.`,
    internal: true,
  });
}
