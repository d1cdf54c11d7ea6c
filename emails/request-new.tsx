import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph, Quote } from "./parts/pieces.tsx";
import { deskReason, filesLine, foldedLine, requestSubject, type RequestName } from "./parts/request.ts";
import { undirectedLines, undirectedLine } from "#app/text/clean.ts";
import { asQuote, cut } from "./parts/words.ts";

export type RequestNewProps = RequestName & {
  brand: Brand;
  name: string | null;
  email: string;
  /** The customer; null while nobody has proven whose it is. */
  organization: string | null;
  verified: boolean;
  /** Asked through the link in a mail of ours to this address: by the customer, or whoever has the mail. */
  isByLink: boolean;
  about: string | null;
  text: string;
  /** Whether more was written that is folded away. */
  isFolded: boolean;
  files: readonly string[];
  when: string;
  url: string;
  /** Whether a reply to this mail is an answer to the customer. */
  mayReply: boolean;
};

/** To the company: somebody asked something. */
export function requestNewMail({ brand, url, verified, isByLink, mayReply, when, ...request }: RequestNewProps) {
  const text = undirectedLines(request.text);
  const email = undirectedLine(request.email);
  const heading = "New request";
  const proof = isByLink
    ? "This came through the link in an email to this address. Anyone who has that email could have written it. Your answer goes to this address."
    : verified
      ? null
      : "Not verified: anyone can enter any address. Don’t share details until you know who it is.";
  const facts = [
    ["From", request.name ? `${cut(request.name, 200)}, ${email}` : email] as const,
    ...(request.organization ? [["Customer", cut(request.organization, 120)] as const] : []),
    ...(request.about ? [["About", cut(request.about, 200)] as const] : []),
    ["Sent", when] as const,
    ["Request", request.reference] as const,
  ];
  const folded = foldedLine(request.isFolded, url);
  const files = filesLine(request.files);
  const how = mayReply
    ? "Answer in the portal or reply to this email. Your reply goes to the customer."
    : "Answer in the portal.";
  return mail({
    brand,
    subject: requestSubject(request),
    preheader: cut(text, 140),
    body: (
      <>
        <Heading>{heading}</Heading>
        <Paragraph>{cut(request.subject, 200)}</Paragraph>
        <FactList facts={facts} />
        {proof ? <Paragraph>{proof}</Paragraph> : null}
        <Quote>{text}</Quote>
        {folded ? <Paragraph quiet>{folded}</Paragraph> : null}
        {files ? <Paragraph quiet>{files}</Paragraph> : null}
        <Paragraph quiet>{how}</Paragraph>
        <Button brand={brand} href={url}>
          Answer
        </Button>
      </>
    ),
    text: [
      `${heading}: ${cut(request.subject, 200)}`,
      facts.map(([fact, value]) => `${fact}: ${value}`).join("\n"),
      proof,
      asQuote(text),
      folded,
      files,
      how,
      "Answer:",
      url,
    ],
    reason: deskReason(brand.company),
    internal: true,
  });
}
