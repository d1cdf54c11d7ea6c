import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type OwnerClaimedProps = {
  brand: Brand;
  organization: string;
  /** Who is to be an owner. */
  person: string;
  /** From when. */
  due: string;
  /** Who objected; null while nobody did. */
  objectedBy: string | null;
  url: string;
};

export function ownerClaimedMail({ brand, organization, person, due, objectedBy, url }: OwnerClaimedProps) {
  const where = cut(organization, 80);
  const who = cut(person, 120);
  const what = objectedBy
    ? `${cut(objectedBy, 120)} objected, so ${who} won’t become an owner of ${where}.`
    : `${brand.company} was asked to make ${who} an owner of ${where} in its customer portal.`;
  const next = objectedBy
    ? `${brand.company} has been told. If you have a question, reply to this email.`
    : "If that’s right, there’s nothing to do. If not, open the page below and object before then.";
  return mail({
    brand,
    subject: objectedBy ? `${cut(person, 40)} won’t become an owner` : `${cut(person, 40)} will become an owner`,
    preheader: what,
    body: (
      <>
        <Heading>{objectedBy ? "Someone objected" : "A new owner"}</Heading>
        <Paragraph>{what}</Paragraph>
        {objectedBy ? null : <FactList facts={[["From", due]]} />}
        <Paragraph>{next}</Paragraph>
        <Button brand={brand} href={url}>
          {objectedBy ? "See your team" : "See it and object"}
        </Button>
      </>
    ),
    text: [what, ...(objectedBy ? [] : [`From: ${due}`]), next, url],
    reason: `You’re getting this because you’re an owner or admin of ${where}. This email can’t be turned off.`,
    saysReply: objectedBy !== null,
  });
}
