import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, Heading, Paragraph } from "./parts/pieces.tsx";

export type StaffWeeklyProps = {
  brand: Brand;
  /** The ISO number of the week that ended. */
  week: number;
  /** What happened in it, in sentences; the one figure that moved most; and what to do about something, with where. */
  said: string[];
  moved: string | null;
  suggestion: { text: string; to: string } | null;
  url: string;
};

/** To the company: what its customers did in a week. */
export function staffWeeklyMail({ brand, week, said, moved, suggestion, url }: StaffWeeklyProps) {
  const heading = `What customers did in week ${week}`;
  return mail({
    brand,
    subject: heading,
    preheader: said[0] ?? heading,
    body: (
      <>
        <Heading>{heading}</Heading>
        {said.map((sentence) => (
          <Paragraph key={sentence}>{sentence}</Paragraph>
        ))}
        {moved ? <Paragraph>{moved}</Paragraph> : null}
        <Button brand={brand} href={url}>
          See all figures
        </Button>
        {suggestion ? (
          <Paragraph>
            {suggestion.text} <a href={suggestion.to}>See who</a>
          </Paragraph>
        ) : null}
      </>
    ),
    text: [
      `${heading}.`,
      ...said,
      moved,
      "See all figures:",
      url,
      ...(suggestion ? [suggestion.text, "See who:", suggestion.to] : []),
    ],
    reason: `You’re getting this because you’re on the staff at ${brand.company}. It comes on Mondays, and the link at the end of this email stops it.`,
    internal: true,
  });
}
