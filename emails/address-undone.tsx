import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type AddressUndoneProps = {
  brand: Brand;
  /** The address that is theirs again. */
  back: string;
  /** Whose owner reads it: the person joined it while the other address was theirs. Null: it goes to that address. */
  organization: string | null;
  when: string;
  url: string;
};

export function addressUndoneMail({ brand, back, organization, when, url }: AddressUndoneProps) {
  const address = cut(back, 254);
  const where = organization && cut(organization, 80);
  const what = where
    ? `${address} undid a change of their sign-in address. While the other address was in use, they joined ${where}.`
    : `The change to this address was undone. It no longer opens the portal of ${brand.company}.`;
  const next = where
    ? "Somebody else may have been using their account. Check with them whether they should be in your team."
    : "If that is not right, write to us at once: we look into it before anything else.";
  return mail({
    brand,
    subject: where ? "Please check who is in your team" : `Your address at ${brand.company} was changed back`,
    preheader: what,
    body: (
      <>
        <Heading>A change of address was undone</Heading>
        <Paragraph>{what}</Paragraph>
        <FactList
          facts={[
            ["Address", address],
            ["When", when],
          ]}
        />
        <Paragraph>{next}</Paragraph>
        <Button brand={brand} href={url}>
          {where ? "See your team" : "That is not right"}
        </Button>
      </>
    ),
    text: [what, `Address: ${address}\nWhen: ${when}`, next, url],
    reason: where
      ? `You got this because you are an owner of ${where}. It cannot be switched off.`
      : "You got this because a changed sign-in address is told to both addresses. It cannot be switched off.",
  });
}
