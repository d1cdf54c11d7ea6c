import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type ClosingProps = {
  brand: Brand;
  /** Closed; else an owner asked for it. */
  isDone: boolean;
  organization: string;
  /** Until when everything can be downloaded, or the closing stopped. */
  until: string;
  url: string;
};

/** To an organization's owners. */
export function closingMail({ brand, isDone, organization, until, url }: ClosingProps) {
  const where = cut(organization, 80);
  const what = isDone
    ? `The ${where} account at ${brand.company} is closed. Nobody in your team can open it any more.`
    : `An owner asked us to close the ${where} account at ${brand.company}.`;
  const next = isDone
    ? `As an owner you can download everything until ${until}.`
    : `We won’t close it before ${until}. Until then, any owner can stop this.`;
  return mail({
    brand,
    subject: isDone ? `${cut(organization, 60)} is closed` : `${cut(organization, 60)} will be closed`,
    preheader: what,
    body: (
      <>
        <Heading>{isDone ? "Your account is closed" : "Your account will be closed"}</Heading>
        <Paragraph>{what}</Paragraph>
        <Paragraph>{next}</Paragraph>
        <Button brand={brand} href={url}>
          {isDone ? "Download everything" : "See or stop this"}
        </Button>
      </>
    ),
    text: [what, next, url],
    reason: `You’re getting this because you’re an owner of ${where}. This email can’t be turned off.`,
  });
}
