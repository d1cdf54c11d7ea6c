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
      ? `From now on you sign in with this address. We signed you out everywhere${undo ? " else" : ""}.`
      : "You can no longer sign in with this address, and anyone who was signed in with it has been signed out.";
  const wrong = undo
    ? `If that wasn’t you, undo it by ${undo.until}. You’ll sign in with this address again, and anyone who is signed in now will be signed out.`
    : "If that’s not right, write to us straight away. We’ll look into it before anything else.";
  const verb = side === "to" ? "Sign in" : undo ? "Undo the change" : "Report a problem";
  return mail({
    brand,
    subject: `Your sign-in address was changed`,
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
    reason:
      "You’re getting this because we tell both addresses when a sign-in address changes. This email can’t be turned off.",
  });
}
