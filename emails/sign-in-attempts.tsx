import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Heading, Paragraph } from "./parts/pieces.tsx";

/** To somebody whose address strangers keep trying: why some mails did not come, and that nobody got in. */
export function signInAttemptsMail({ brand }: { brand: Brand }) {
  const what = "Nobody got in: that takes a mail that only you get. We have stopped sending those for a while.";
  const you =
    "Was it you? Wait a quarter of an hour and use the newest mail. In a browser where you were signed in before, you need not wait.";
  const notYou = "Was it somebody else? Then there is nothing to do. Never pass on a code or a link of ours.";
  return mail({
    brand,
    subject: `Sign-in attempts at ${brand.company}`,
    preheader: "Somebody keeps trying to sign in with your address. Nobody got in.",
    body: (
      <>
        <Heading>Somebody keeps trying to sign in with your address</Heading>
        <Paragraph>{what}</Paragraph>
        <Paragraph>{you}</Paragraph>
        <Paragraph last>{notYou}</Paragraph>
      </>
    ),
    text: ["Somebody keeps trying to sign in with your address.", what, you, notYou],
    reason:
      "You got this because your address was tried many times. It comes once a day at most and cannot be switched off.",
    saysReply: true,
  });
}
