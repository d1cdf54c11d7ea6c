import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";

export type DepartureProps = {
  brand: Brand;
  /** Until when they can come back; then they are erased. */
  until: string;
  when: string;
  url: string;
};

/** The last mail to somebody whose account is deleted. */
export function departureMail({ brand, until, when, url }: DepartureProps) {
  const what = `Your account at ${brand.company} is closed, and you were signed out everywhere. This is our last email to you.`;
  const then = `On ${until} we erase your name and address. What you wrote stays with your organization, under “A former colleague”.`;
  const wrong = "Changed your mind, or wasn’t it you? Until then the button brings everything back.";
  return mail({
    brand,
    subject: `Your account at ${brand.company} is closed`,
    preheader: `Until ${until} you can come back.`,
    body: (
      <>
        <Heading>Your account is closed</Heading>
        <Paragraph>{what}</Paragraph>
        <FactList facts={[["When", when]]} />
        <Paragraph>{then}</Paragraph>
        <Paragraph>{wrong}</Paragraph>
        <Button brand={brand} href={url}>
          Come back
        </Button>
      </>
    ),
    text: [what, `When: ${when}`, then, wrong, url],
    reason: "You got this because your account was closed. It cannot be switched off.",
  });
}
