import { Fragment } from "react";
import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph, Space } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type RequestWhichCustomerProps = {
  brand: Brand;
  /** The sender's own subject, and the address they wrote from. */
  subject: string;
  from: string;
  when: string;
  /** For whom it can be, each with the page that says so. */
  customers: readonly { name: string; url: string }[];
};

/** To somebody of several customers who wrote without saying for which of them. */
export function requestWhichCustomerMail({ brand, subject, from, when, customers }: RequestWhichCustomerProps) {
  const heading = "Which customer is your email for?";
  const lead = `You belong to more than one customer of ${brand.company}, and your email doesn’t say which one it’s for. Choose one, and a person will read it.`;
  const facts = [
    ...(subject ? [["Subject", cut(subject, 200)] as const] : []),
    ["From", cut(from, 254)] as const,
    ["Received", when] as const,
  ];
  const choices = customers.map(({ name, url }) => ({ label: `It’s for ${cut(name, 60)}`, url }));
  return mail({
    brand,
    subject: heading,
    preheader: lead,
    body: (
      <>
        <Heading>{heading}</Heading>
        <Paragraph>{lead}</Paragraph>
        <FactList facts={facts} />
        {choices.map(({ label, url }) => (
          <Fragment key={url}>
            <Button brand={brand} href={url}>
              {label}
            </Button>
            <Space height={12} />
          </Fragment>
        ))}
      </>
    ),
    text: [
      heading,
      lead,
      facts.map(([fact, value]) => `${fact}: ${value}`).join("\n"),
      ...choices.flatMap(({ label, url }) => [`${label}:`, url]),
    ],
    reason: "You’re getting this because you wrote to us.",
  });
}
