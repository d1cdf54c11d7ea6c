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
  const what = `Your account at ${brand.company} is closed, and we’ve signed you out everywhere. This is our last email to you.`;
  const then = `On ${until} we’ll erase your name and address. Messages you wrote stay with your organization, under “A former colleague”.`;
  const wrong = "Changed your mind, or wasn’t it you? You can restore your account until then.";
  return mail({
    brand,
    subject: `Your account at ${brand.company} is closed`,
    preheader: `You can restore it until ${until}.`,
    body: (
      <>
        <Heading>Your account is closed</Heading>
        <Paragraph>{what}</Paragraph>
        <FactList facts={[["When", when]]} />
        <Paragraph>{then}</Paragraph>
        <Paragraph>{wrong}</Paragraph>
        <Button brand={brand} href={url}>
          Keep my account
        </Button>
      </>
    ),
    text: [what, `When: ${when}`, then, wrong, url],
    reason: "You’re getting this because your account was closed. This email can’t be turned off.",
  });
}
