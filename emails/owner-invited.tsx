import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type OwnerInvitedProps = {
  brand: Brand;
  organization: string;
  /** Who is invited. */
  email: string;
  when: string;
  url: string;
};

export function ownerInvitedMail({ brand, organization, email, when, url }: OwnerInvitedProps) {
  const where = cut(organization, 80);
  const what = `${brand.company} invited ${email} to be an owner of ${where} in its customer portal.`;
  const wrong = "If you asked for this, there’s nothing to do. If not, withdraw the invitation on your team page.";
  return mail({
    brand,
    subject: `${cut(email, 60)} is invited to be an owner`,
    preheader: what,
    body: (
      <>
        <Heading>A new owner is invited</Heading>
        <Paragraph>{what}</Paragraph>
        <FactList facts={[["When", when]]} />
        <Paragraph>{wrong}</Paragraph>
        <Button brand={brand} href={url}>
          See your team
        </Button>
      </>
    ),
    text: [what, `When: ${when}`, wrong, url],
    reason: `You’re getting this because you’re an owner of ${where}. This email can’t be turned off.`,
  });
}
