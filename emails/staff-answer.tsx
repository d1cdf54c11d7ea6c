import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph, Quote } from "./parts/pieces.tsx";
import { undirectedLines } from "#app/text/clean.ts";
import { cut, subjectAbout } from "./parts/words.ts";

export type StaffAnswerProps = {
  brand: Brand;
  /** They gave what was asked for, or asked for a change, which the note says. */
  decision: "approved" | "change";
  reference: string;
  title: string;
  organization: string;
  /** What was asked for. */
  asked: string;
  email: string;
  note: string | null;
  when: string;
  url: string;
};

const words = {
  approved: {
    subject: "was approved",
    heading: "A customer has approved",
    lead: "It’s no longer waiting for the customer. You can carry on.",
    by: "Approved by",
    who: "the person who approved",
  },
  change: {
    subject: "needs a change",
    heading: "A customer asked for a change",
    lead: "It’s waiting for you now. Make the change, then ask the customer again.",
    by: "Requested by",
    who: "the person who asked for the change",
  },
};

/** To the company: a customer answered what an order waited for. A reply goes to who did. */
export function staffAnswerMail({ brand, decision, url, when, ...props }: StaffAnswerProps) {
  const { subject, heading, lead, by, who } = words[decision];
  const note = props.note && undirectedLines(props.note);
  const facts = [
    ["Order", cut(props.reference, 200)],
    ["What it is", cut(props.title, 120)],
    ["Customer", cut(props.organization, 120)],
    ["You asked for", cut(props.asked, 300)],
    [by, cut(props.email, 254)],
    ["When", when],
  ] as const;
  return mail({
    brand,
    subject: subjectAbout("Order", props.reference, subject),
    preheader: lead,
    body: (
      <>
        <Heading>{heading}</Heading>
        <Paragraph>{lead}</Paragraph>
        <FactList facts={facts} />
        {note ? <Quote>{note}</Quote> : null}
        <Button brand={brand} href={url}>
          See the order
        </Button>
      </>
    ),
    text: [
      `${heading}.`,
      lead,
      facts.map(([name, about]) => `${name}: ${about}`).join("\n"),
      note,
      "See the order:",
      url,
    ],
    reason: `You’re getting this because you’re on the staff at ${brand.company}. Replies go to ${who}.`,
    internal: true,
  });
}
