import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph, Quote } from "./parts/pieces.tsx";
import { undirectedLines } from "#app/text/clean.ts";
import { cut, subjectAbout } from "./parts/words.ts";

export type StaffApprovedProps = {
  brand: Brand;
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

/** To the company: a customer gave what an order waited for. A reply goes to who gave it. */
export function staffApprovedMail({ brand, url, when, ...props }: StaffApprovedProps) {
  const lead = "It waits for the customer no more and can go on.";
  const note = props.note && undirectedLines(props.note);
  const facts = [
    ["Order", cut(props.reference, 200)],
    ["What it is", cut(props.title, 120)],
    ["Customer", cut(props.organization, 120)],
    ["You asked for", cut(props.asked, 300)],
    ["Approved by", cut(props.email, 254)],
    ["When", when],
  ] as const;
  return mail({
    brand,
    subject: subjectAbout("Order", props.reference, "is approved"),
    preheader: lead,
    body: (
      <>
        <Heading>A customer has approved</Heading>
        <Paragraph>{lead}</Paragraph>
        <FactList facts={facts} />
        {note ? <Quote>{note}</Quote> : null}
        <Button brand={brand} href={url}>
          See the order
        </Button>
      </>
    ),
    text: [
      "A customer has approved.",
      lead,
      facts.map(([name, about]) => `${name}: ${about}`).join("\n"),
      note,
      "See the order:",
      url,
    ],
    reason: `You got this because you are staff of ${brand.company}’s portal. A reply goes to who approved.`,
    internal: true,
  });
}
