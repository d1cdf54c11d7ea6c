import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, Facts, Heading, Paragraph } from "./parts/pieces.tsx";
import { requestSubject, type RequestName } from "./parts/request.ts";
import { cut } from "./parts/words.ts";

export type RequestReceivedProps = {
  brand: Brand;
  reference: string;
  when: string;
  /** By when an answer can be expected, in words. */
  answer: string;
  /** What was asked and where it is, for somebody who has proven to be the asker; null for anybody else. */
  asked: (Pick<RequestName, "subject"> & { url: string }) | null;
};

/** To whoever asked. Repeats nothing typed to an address that is not proven: anybody can type anybody's. */
export function requestReceivedMail({ brand, reference, when, answer, asked }: RequestReceivedProps) {
  const next = `A person at ${brand.company} reads it. ${answer}`;
  const more = "Something to add? Reply to this mail.";
  const facts = [
    ...(asked ? [["Subject", cut(asked.subject, 200)] as const] : []),
    ["Request", reference] as const,
    ["Received", when] as const,
  ];
  return mail({
    brand,
    subject: asked ? requestSubject({ reference, subject: asked.subject }) : `We got your message (${reference})`,
    preheader: answer,
    body: (
      <>
        <Heading>{asked ? "We got your request" : "We got your message"}</Heading>
        <Paragraph>{next}</Paragraph>
        <Facts facts={facts} />
        <Paragraph quiet last={!asked}>
          {more}
        </Paragraph>
        {asked ? (
          <Button brand={brand} href={asked.url}>
            See your request
          </Button>
        ) : null}
      </>
    ),
    text: [
      asked ? "We got your request." : "We got your message.",
      next,
      facts.map(([fact, value]) => `${fact}: ${value}`).join("\n"),
      more,
      asked && "See your request:",
      asked && asked.url,
    ],
    reason: asked
      ? "You got this because you asked us."
      : "You got this because this address was given on our contact page. Was it not you? Then do nothing.",
  });
}
