import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Facts, Heading, Paragraph } from "./parts/pieces.tsx";

export type RequestReceivedProps = { brand: Brand; reference: string; when: string };

/** To the writer. Repeats nothing that was typed: anybody can type anybody's address. */
export function requestReceivedMail({ brand, reference, when }: RequestReceivedProps) {
  const next = `A person at ${brand.company} reads it and answers to this address.`;
  return mail({
    brand,
    subject: `We got your message (${reference})`,
    preheader: "A person reads it and answers to this address.",
    body: (
      <>
        <Heading>We got your message</Heading>
        <Paragraph>{next}</Paragraph>
        <Facts
          facts={[
            ["Reference", reference],
            ["Received", when],
          ]}
        />
        <Paragraph quiet last>
          Something to add? Reply to this mail.
        </Paragraph>
      </>
    ),
    text: [
      "We got your message.",
      next,
      `Reference: ${reference}\nReceived: ${when}`,
      "Something to add? Reply to this mail.",
    ],
    reason: "You got this because this address was given on our contact page. Was it not you? Then do nothing.",
  });
}
