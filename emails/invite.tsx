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
    ? `${called} has invited you to join ${where} in the ${brand.company} customer portal.`
    : `${brand.company} has invited you to join ${where} in its customer portal.`;
  const works = `The link works once, for ${days} days. Weren’t expecting this? You can ignore this email.`;
  return mail({
    brand,
    subject: `Invitation to ${quoted(unlinked(organization, 32))}`,
    preheader: `In the ${brand.company} customer portal. One button, no password.`,
    body: (
      <>
        <Heading>You’ve been invited</Heading>
        <Paragraph>{what}</Paragraph>
        <FactList
          facts={[
            ["Invited", recipient],
            ["You’ll see", opens],
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
    text: [what, `Invited: ${recipient}\nYou’ll see: ${opens}`, url, works],
    reason: `You’re getting this because someone at ${inviter ? where : brand.company} entered your address.`,
  });
}
