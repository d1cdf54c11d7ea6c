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
    ? `${address} undid a change to their sign-in address. While the new address was in use, their account joined ${where}.`
    : `The change to this address was undone. It can no longer be used to sign in to ${brand.company}.`;
  const next = where
    ? "Someone else may have been using their account. Ask them whether they should be in your team."
    : "If that’s not right, write to us straight away. We’ll look into it before anything else.";
  return mail({
    brand,
    subject: where ? "Please check who is in your team" : `Your sign-in address was changed back`,
    preheader: what,
    body: (
      <>
        <Heading>A change to a sign-in address was undone</Heading>
        <Paragraph>{what}</Paragraph>
        <FactList
          facts={[
            ["Address", address],
            ["When", when],
          ]}
        />
        <Paragraph>{next}</Paragraph>
        <Button brand={brand} href={url}>
          {where ? "See your team" : "Report a problem"}
        </Button>
      </>
    ),
    text: [what, `Address: ${address}\nWhen: ${when}`, next, url],
    reason: where
      ? `You’re getting this because you’re an owner of ${where}. This email can’t be turned off.`
      : "You’re getting this because we tell both addresses when a sign-in address changes. This email can’t be turned off.",
  });
}
