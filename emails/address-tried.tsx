import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";

export type AddressTriedProps = { brand: Brand; when: string; url: string };

/** To an address that somebody else's account was to get, and did not. */
export function addressTriedMail({ brand, when, url }: AddressTriedProps) {
  const what = `Somebody tried to move their account at ${brand.company} to this address. Nothing was changed.`;
  const you = "Was it you? This address can’t be used for another account. You may already be able to sign in with it.";
  const notYou = "Wasn’t you? Then there is nothing to do.";
  return mail({
    brand,
    subject: `Somebody tried to use your address at ${brand.company}`,
    preheader: what,
    body: (
      <>
        <Heading>Somebody tried to use your address</Heading>
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
    reason: "You got this because somebody entered this address as their new one. It comes once a day at most.",
  });
}
