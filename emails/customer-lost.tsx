import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type CustomerLostProps = {
  brand: Brand;
  /** What the billing account is called. */
  account: string;
  organization: string;
  /** Another customer has it now. */
  isMoved: boolean;
  when: string;
  url: string;
};

/** To the owners of a customer from whom staff took a billing account. */
export function customerLostMail({ brand, account, organization, isMoved, when, url }: CustomerLostProps) {
  const [what, where] = [cut(account, 120), cut(organization, 80)];
  const done = `${brand.company} ${isMoved ? "moved this billing account to another customer" : "removed this billing account"}. It was part of ${where}.`;
  const meaning =
    "You can no longer see its invoices, payments, cards and subscriptions here, and you won’t get emails about them. Links in earlier emails have stopped working. Nothing changes about what has been paid or is still owed.";
  const wrong = "If you weren’t expecting this, write to us.";
  return mail({
    brand,
    subject: `A billing account is no longer part of ${cut(organization, 60)}`,
    preheader: done,
    body: (
      <>
        <Heading>A billing account is no longer yours</Heading>
        <FactList
          facts={[
            ["Billing account", what],
            ["When", when],
          ]}
        />
        <Paragraph>{done}</Paragraph>
        <Paragraph>{meaning}</Paragraph>
        <Paragraph>{wrong}</Paragraph>
        <Button brand={brand} href={url}>
          Write to us
        </Button>
      </>
    ),
    text: [
      "A billing account is no longer yours.",
      `Billing account: ${what}\nWhen: ${when}`,
      `${done}\n\n${meaning}\n\n${wrong}`,
      url,
    ],
    reason: `You’re getting this because you’re an owner of ${where}. This email can’t be turned off.`,
  });
}
