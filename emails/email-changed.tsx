import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

export type EmailChangedProps = {
  brand: Brand;
  from: string;
  to: string;
  /** Whether it goes to the address that was, or to the one that is now. */
  side: "from" | "to";
  when: string;
  /** Until when the old address can undo it; null where others changed it. */
  undo: { until: string } | null;
  url: string;
};

export function emailChangedMail({ brand, from, to, side, when, undo, url }: EmailChangedProps) {
  const [before, after] = [cut(from, 254), cut(to, 254)];
  const what =
    side === "to"
      ? `From now on you sign in with this address. You were signed out everywhere${undo ? " else" : ""}.`
      : "This address no longer opens the portal, and everybody who was signed in with it was signed out.";
  const wrong = undo
    ? `If that wasn’t you, undo it by ${undo.until}: this address is yours again, and whoever is signed in is signed out.`
    : "If that is not right, write to us at once: we look into it before anything else.";
  const verb = side === "to" ? "Sign in" : undo ? "Undo the change" : "That is not right";
  return mail({
    brand,
    subject: `Your address at ${brand.company} was changed`,
    preheader: what,
    body: (
      <>
        <Heading>Your sign-in address was changed</Heading>
        <FactList
          facts={[
            ["Before", before],
            ["Now", after],
            ["When", when],
          ]}
        />
        <Paragraph>{what}</Paragraph>
        {side === "from" ? <Paragraph>{wrong}</Paragraph> : null}
        <Button brand={brand} href={url}>
          {verb}
        </Button>
      </>
    ),
    text: [
      "Your sign-in address was changed.",
      `Before: ${before}\nNow: ${after}\nWhen: ${when}`,
      side === "to" ? what : `${what}\n\n${wrong}`,
      url,
    ],
    reason: "You got this because a changed sign-in address is told to both addresses. It cannot be switched off.",
  });
}
