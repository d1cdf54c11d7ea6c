import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type RoleChangedProps = {
  brand: Brand;
  person: string;
  /** "an owner". */
  role: string;
  organization: string;
  when: string;
  url: string;
};

export function roleChangedMail({ brand, person, role, organization, when, url }: RoleChangedProps) {
  const [who, where] = [cut(person, 120), cut(organization, 80)];
  const what = `${who} is now ${role} of ${where} in the customer portal of ${brand.company}.`;
  const wrong = "If you know of it, there is nothing to do. If not, write to us at once.";
  return mail({
    brand,
    subject: `${cut(person, 40)} is now ${role}`,
    preheader: what,
    body: (
      <>
        <Heading>Somebody got more rights</Heading>
        <Paragraph>{what}</Paragraph>
        <FactList facts={[["When", when]]} />
        <Paragraph>{wrong}</Paragraph>
        <Button brand={brand} href={url}>
          That is not right
        </Button>
      </>
    ),
    text: [what, `When: ${when}`, wrong, url],
    reason: `You got this because you are an owner of ${where}: new owners and admins are told to you. It cannot be switched off.`,
  });
}
