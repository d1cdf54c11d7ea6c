import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph, Quote } from "./parts/pieces.tsx";
import { deskReason, foldedLine } from "./parts/request.ts";
import { undirectedLines } from "#app/text/clean.ts";
import { asQuote, cut } from "./parts/words.ts";

export type RequestHeldProps = {
  brand: Brand;
  subject: string;
  /** What the mail says of its sender; nothing of it is proven. */
  name: string | null;
  email: string;
  /** The request it is for; null where for none. */
  reference: string | null;
  /** Why it is held, in a sentence. */
  why: string;
  text: string;
  /** Whether more was written that is folded away. */
  isFolded: boolean;
  when: string;
  /** How many more mails wait. */
  more: number;
  url: string;
};

const firstWords = 300;

function shortened(text: string): string {
  const characters = [...undirectedLines(text)];
  return characters.length > firstWords
    ? `${characters
        .slice(0, firstWords - 1)
        .join("")
        .trimEnd()}…`
    : characters.join("");
}

/** To the company: a mail came in that is in no thread until somebody has looked at it. */
export function requestHeldMail({ brand, why, when, more, url, ...held }: RequestHeldProps) {
  const lead = `${why} It won’t be added to a request or answered until one of you has checked it.`;
  const email = cut(held.email, 254);
  const facts = [
    ["From", held.name ? `${cut(held.name, 100)}, ${email}` : email] as const,
    ["Subject", cut(held.subject, 200)] as const,
    ...(held.reference ? [["Request", held.reference] as const] : []),
    ["Received", when] as const,
  ];
  const text = shortened(held.text) || null;
  const folded = foldedLine(held.isFolded, url);
  const others = more ? (more === 1 ? "One more email is waiting." : `${more} more emails are waiting.`) : null;
  return mail({
    brand,
    subject: `Email to check: ${cut(held.subject, 32)}`,
    preheader: why,
    body: (
      <>
        <Heading>An email needs checking</Heading>
        <Paragraph>{lead}</Paragraph>
        <FactList facts={facts} />
        {text ? <Quote>{text}</Quote> : null}
        {folded ? <Paragraph quiet>{folded}</Paragraph> : null}
        {others ? <Paragraph quiet>{others}</Paragraph> : null}
        <Button brand={brand} href={url}>
          Check the email
        </Button>
      </>
    ),
    text: [
      "An email needs checking.",
      lead,
      facts.map(([fact, value]) => `${fact}: ${value}`).join("\n"),
      text && asQuote(text),
      folded,
      others,
      "Check the email:",
      url,
    ],
    reason: deskReason(brand.company),
    internal: true,
  });
}
