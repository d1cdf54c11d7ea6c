import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type MemberRemovedProps = {
  brand: Brand;
  /** Whether they ended it themselves. */
  hasLeft: boolean;
  organization: string;
  when: string;
  url: string;
};

export function memberRemovedMail({ brand, hasLeft, organization, when, url }: MemberRemovedProps) {
  const where = cut(organization, 80);
  const what = hasLeft
    ? `You left the ${where} team in the ${brand.company} customer portal.`
    : `You’re no longer in the ${where} team in the ${brand.company} customer portal.`;
  const lost =
    "You can no longer open its pages or the links in our earlier emails. Messages you wrote stay with the team.";
  const wrong = "To come back, ask the team for an invitation. If something is wrong, write to us.";
  return mail({
    brand,
    subject: hasLeft ? `You left ${cut(organization, 40)}` : `You’re no longer in the ${cut(organization, 30)} team`,
    preheader: what,
    body: (
      <>
        <Heading>{hasLeft ? "You left a team" : "You’re no longer in a team"}</Heading>
        <Paragraph>{what}</Paragraph>
        <Paragraph>{lost}</Paragraph>
        <FactList facts={[["When", when]]} />
        <Paragraph>{wrong}</Paragraph>
        <Button brand={brand} href={url}>
          Write to us
        </Button>
      </>
    ),
    text: [what, lost, `When: ${when}`, wrong, url],
    reason: `You’re getting this because it’s about your access to ${where}. This email can’t be turned off.`,
  });
}
