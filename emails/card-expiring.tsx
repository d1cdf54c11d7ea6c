import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut, shortSubject } from "./parts/words.ts";

export type CardExpiringProps = {
  brand: Brand;
  /** The card in words, like `Visa •••• 4242`. */
  card: string;
  /** The last day on which it works. */
  until: { long: string; short: string };
  organization: string;
  /** The page where another one is put in; the way there is through signing in. */
  url: string;
};

export function cardExpiringMail({ brand, until, url, ...props }: CardExpiringProps) {
  const card = cut(props.card, 40);
  const organization = cut(props.organization, 80);
  const sentence = `${card} pays for ${organization} and expires on ${until.long}. Add a new card to keep payments running.`;
  return mail({
    brand,
    subject: shortSubject(`${card} expires on ${until.short}`, `Your card expires on ${until.short}`),
    preheader: "Add a new card to keep payments running.",
    body: (
      <>
        <Heading>Your card expires soon</Heading>
        <Paragraph>{sentence}</Paragraph>
        <Button brand={brand} href={url}>
          Update payment methods
        </Button>
      </>
    ),
    text: ["Your card expires soon.", sentence, "Update payment methods:", url],
    reason: `You’re getting this because you manage billing for ${organization}.`,
  });
}
