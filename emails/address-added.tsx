import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type AddressAddedProps = { brand: Brand; address: string; when: string; url: string };

/** To somebody whose other address was let in: emails from it count as theirs. */
export function addressAddedMail({ brand, address, when, url }: AddressAddedProps) {
  const added = cut(address, 254);
  const what = `${brand.company} was told that this address is yours too. Emails from it now count as yours; nobody can sign in with it.`;
  const wrong = "If it isn’t yours, remove it and write to us.";
  return mail({
    brand,
    subject: `An address was added to yours at ${brand.company}`,
    preheader: what,
    body: (
      <>
        <Heading>An address was added to yours</Heading>
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
    text: ["An address was added to yours.", `Address: ${added}\nWhen: ${when}`, `${what}\n\n${wrong}`, url],
    reason: "You got this because another address of yours was added. It cannot be switched off.",
  });
}
