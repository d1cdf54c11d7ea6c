import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type RoleChangedProps = {
  brand: Brand;
  /** Whose role it is; null: the reader's own. */
  person: string | null;
  /** "an owner"; null where they have none any more, or had none before. */
  role: string | null;
  former: string | null;
  organization: string;
  when: string;
  /** The organization for who has a role in it; the way to a human for all others. */
  url: string;
};

export function roleChangedMail({ brand, person, role, former, organization, when, url }: RoleChangedProps) {
  const where = cut(organization, 80);
  const [who, are] = person ? [cut(person, 120), "is"] : ["You", "are"];
  const now = role ? `${are} now ${role} of ${where}` : `${are} no longer in the ${where} team`;
  const before = former ? ` Before that, ${person ? "they were" : "you were"} ${former}.` : "";
  const what = `${who} ${now} in the ${brand.company} customer portal.${before}`;
  const isIn = !person && role;
  const wrong = isIn
    ? "If this doesn’t look right, reply to this email."
    : "If you know about this, there’s nothing to do. If not, write to us straight away.";
  const why = person
    ? `you’re an owner of ${where}, and we tell owners when owners and admins change`
    : `your role in ${where} changed`;
  return mail({
    brand,
    subject: `${person ? cut(person, 40) : "You"} ${role ? `${are} now ${role}` : `${are} no longer ${former}`}`,
    preheader: what,
    body: (
      <>
        <Heading>A role has changed</Heading>
        <Paragraph>{what}</Paragraph>
        <FactList facts={[["When", when]]} />
        <Paragraph>{wrong}</Paragraph>
        <Button brand={brand} href={url}>
          {isIn ? `Go to ${cut(organization, 40)}` : "Report a problem"}
        </Button>
      </>
    ),
    text: [what, `When: ${when}`, wrong, url],
    reason: `You’re getting this because ${why}. This email can’t be turned off.`,
    saysReply: Boolean(isIn),
  });
}
