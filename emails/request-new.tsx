import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Facts, Heading, Paragraph, Quote } from "./parts/pieces.tsx";
import { cut, manyLines, oneLine, quoted } from "./parts/words.ts";

export type RequestNewProps = {
  brand: Brand;
  reference: string;
  name: string | null;
  email: string;
  /** True where the writer was signed in with this address. */
  verified: boolean;
  about: string | null;
  message: string;
  when: string;
};

/** To the company: somebody wrote on the contact page. A reply goes to the writer. */
export function requestNewMail(props: RequestNewProps) {
  const { brand, reference, verified, when } = props;
  const name = props.name ? cut(props.name, 200) : null;
  const email = oneLine(props.email);
  const message = manyLines(props.message);
  const proof = verified
    ? "Signed in with this address."
    : "Not verified: anybody can type any address. Tell no details before you know who it is.";
  const facts = [
    ...(name ? [["Name", name] as const] : []),
    ["Email", email] as const,
    ...(props.about ? [["About", cut(props.about, 200)] as const] : []),
    ["Written", when] as const,
    ["Reference", reference] as const,
  ];
  return mail({
    brand,
    subject: `Message from ${quoted(name ?? email)} (${reference})`,
    preheader: cut(message, 140),
    body: (
      <>
        <Heading>A message from the contact page</Heading>
        <Facts facts={facts} />
        <Paragraph>{proof}</Paragraph>
        <Quote>{message}</Quote>
      </>
    ),
    text: [
      "A message from the contact page.",
      facts.map(([fact, value]) => `${fact}: ${value}`).join("\n"),
      proof,
      message,
      "Reply to this mail to answer.",
    ],
    reason: `You got this because messages to ${brand.company} come to this address. A reply goes to the writer.`,
    internal: true,
  });
}
