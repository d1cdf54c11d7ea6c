import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type AddressAddedProps = { brand: Brand; address: string; when: string; url: string };

/** To somebody whose other address was let in: emails from it count as theirs. */
export function addressAddedMail({ brand, address, when, url }: AddressAddedProps) {
  const added = cut(address, 254);
  const what = `${brand.company} was told that this address is yours too. Emails from it now count as yours. It can’t be used to sign in.`;
  const wrong = "If it isn’t yours, remove it and let us know.";
  return mail({
    brand,
    subject: `Another address was added at ${brand.company}`,
    preheader: what,
    body: (
      <>
        <Heading>Another address was added</Heading>
        <FactList
          facts={[
            ["Address", added],
            ["When", when],
          ]}
        />
        <Paragraph>{what}</Paragraph>
        <Paragraph>{wrong}</Paragraph>
        <Button brand={brand} href={url}>
          See your addresses
        </Button>
      </>
    ),
    text: ["Another address was added.", `Address: ${added}\nWhen: ${when}`, `${what}\n\n${wrong}`, url],
    reason: "You’re getting this because another address was added to your account. This email can’t be turned off.",
  });
}
