import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, Heading, Paragraph } from "./parts/pieces.tsx";
import { quoted, unlinked } from "./parts/words.ts";

export type JoinRequestProps = {
  brand: Brand;
  organization: string;
  /** Who asks: their address, and the name they chose. */
  person: { name: string | null; email: string };
  url: string;
};

export function joinRequestMail({ brand, organization, person, url }: JoinRequestProps) {
  const where = quoted(unlinked(organization, 60));
  const who = person.name ? `${quoted(unlinked(person.name, 40))} (${person.email})` : person.email;
  const what = `${who} asks to join ${where} in the customer portal of ${brand.company}.`;
  const then = "They see nothing until you let them in. If you don’t know them, refuse: they aren’t told.";
  return mail({
    brand,
    subject: `Request to join ${quoted(unlinked(organization, 32))}`,
    preheader: what,
    body: (
      <>
        <Heading>Someone asks to join your team</Heading>
        <Paragraph>{what}</Paragraph>
        <Paragraph>{then}</Paragraph>
        <Button brand={brand} href={url}>
          Answer the request
        </Button>
      </>
    ),
    text: [what, then, url],
    reason: `You got this because you decide who is in the team of ${where}.`,
  });
}
