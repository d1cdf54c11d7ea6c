import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { requestSubject } from "./parts/request.ts";
import { cut } from "./parts/words.ts";

export type RequestReceivedProps = {
  brand: Brand;
  reference: string;
  when: string;
  /** By when an answer can be expected, in words. */
  answer: string;
  /** By which way it came. */
  via: "portal" | "mail" | "contact" | "link";
  /** Whether it is proven that it came from this address. */
  isProven: boolean;
  /** The asker's own subject; null where nothing of theirs is to be repeated. */
  subject: string | null;
  /** Where it is; null for somebody who cannot sign in. */
  url: string | null;
};

/** To whoever asked. */
export function requestReceivedMail({ brand, reference, when, answer, url, ...asked }: RequestReceivedProps) {
  const { subject } = asked;
  const heading = url ? "We got your request" : "We got your message";
  const next = `A person at ${brand.company} will read it. ${answer}`;
  const facts = [
    ...(subject === null ? [] : [["Subject", cut(subject, 200)] as const]),
    ["Request", reference] as const,
    ["Received", when] as const,
  ];
  return mail({
    brand,
    subject: subject === null ? `We got your message (${reference})` : requestSubject({ reference, subject }),
    preheader: answer,
    body: (
      <>
        <Heading>{heading}</Heading>
        <Paragraph>{next}</Paragraph>
        <FactList facts={facts} />
        {url ? (
          <Button brand={brand} href={url}>
            See your request
          </Button>
        ) : null}
      </>
    ),
    text: [
      `${heading}.`,
      next,
      facts.map(([fact, value]) => `${fact}: ${value}`).join("\n"),
      url && "See your request:",
      url,
    ],
    reason: reasonOf(asked),
  });
}

function reasonOf({ via, isProven }: Pick<RequestReceivedProps, "via" | "isProven">): string {
  if (via === "link")
    return "You’re getting this because someone wrote to us through the link we emailed to this address.";
  if (isProven)
    return via === "mail"
      ? "You’re getting this because you wrote to us."
      : "You’re getting this because you wrote to us.";
  const how =
    via === "mail" ? "we received an email from this address" : "someone entered this address on our contact page";
  return `You’re getting this because ${how}. Wasn’t you? You can ignore this email.`;
}
