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
  const what = `${who} has asked to join ${where} in the ${brand.company} customer portal.`;
  const then = "They won’t see anything until you accept. If you don’t know them, decline. We won’t tell them.";
  return mail({
    brand,
    subject: `Request to join ${quoted(unlinked(organization, 32))}`,
    preheader: what,
    body: (
      <>
        <Heading>Someone wants to join your team</Heading>
        <Paragraph>{what}</Paragraph>
        <Paragraph>{then}</Paragraph>
        <Button brand={brand} href={url}>
          Answer the request
        </Button>
      </>
    ),
    text: [what, then, url],
    reason: `You’re getting this because you manage the team at ${where}.`,
  });
}
