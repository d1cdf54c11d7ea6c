import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";

export type AddressTriedProps = { brand: Brand; when: string; url: string };

/** To an address that somebody else's account was to get, and did not. */
export function addressTriedMail({ brand, when, url }: AddressTriedProps) {
  const what = `Someone tried to move their account at ${brand.company} to this address. Nothing has changed.`;
  const you =
    "Was that you? This address can’t be used for another account. You may already be able to sign in with it.";
  const notYou = "Wasn’t you? You don’t need to do anything.";
  return mail({
    brand,
    subject: `Someone tried to use your address at ${brand.company}`,
    preheader: what,
    body: (
      <>
        <Heading>Someone tried to use your address</Heading>
        <Paragraph>{what}</Paragraph>
        <FactList facts={[["When", when]]} />
        <Paragraph>{you}</Paragraph>
        <Paragraph>{notYou}</Paragraph>
        <Button brand={brand} href={url}>
          Sign in
        </Button>
      </>
    ),
    text: [what, `When: ${when}`, you, notYou, url],
    reason: "You’re getting this because someone entered this address as their new one. We send it once a day at most.",
  });
}
