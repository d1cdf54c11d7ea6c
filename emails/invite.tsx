import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { quoted, unlinked } from "./parts/words.ts";

export type InviteProps = {
  brand: Brand;
  organization: string;
  /** Whoever invites: their address, and the name they chose; null for the company itself. */
  inviter: { name: string | null; email: string } | null;
  recipient: string;
  /** What the role opens. */
  opens: string;
  days: number;
  url: string;
};

export function inviteMail({ brand, organization, inviter, recipient, opens, days, url }: InviteProps) {
  const where = quoted(unlinked(organization, 60));
  const called = inviter?.name ? `${quoted(unlinked(inviter.name, 40))} (${inviter.email})` : inviter?.email;
  const what = called
    ? `${called} invites you into ${where} in the customer portal of ${brand.company}.`
    : `${brand.company} invites you into ${where} in its customer portal.`;
  const works = `The link works for ${days} days, once. If you know nothing of this, do nothing.`;
  return mail({
    brand,
    subject: `Invitation to ${quoted(unlinked(organization, 32))}`,
    preheader: `In the customer portal of ${brand.company}. One button, no password.`,
    body: (
      <>
        <Heading>You are invited</Heading>
        <Paragraph>{what}</Paragraph>
        <FactList
          facts={[
            ["As", recipient],
            ["You will see", opens],
          ]}
        />
        <Button brand={brand} href={url}>
          See the invitation
        </Button>
        <Paragraph quiet last>
          {works}
        </Paragraph>
      </>
    ),
    text: [what, `As: ${recipient}\nYou will see: ${opens}`, url, works],
    reason: `You got this because somebody of ${inviter ? where : brand.company} gave your address.`,
  });
}
