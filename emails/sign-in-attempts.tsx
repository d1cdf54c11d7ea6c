import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Heading, Paragraph } from "./parts/pieces.tsx";

/** To somebody whose address strangers keep trying: why some mails did not come, and that nobody got in. */
export function signInAttemptsMail({ brand }: { brand: Brand }) {
  const what = "Nobody got in: that takes an email only you receive. We’ve stopped sending those for a while.";
  const you =
    "Was it you? Wait 15 minutes, then use the newest email. You don’t need to wait in a browser you’ve signed in with before.";
  const notYou = "Wasn’t you? You don’t need to do anything. Never share a code or link from us.";
  return mail({
    brand,
    subject: `Sign-in attempts at ${brand.company}`,
    preheader: "Someone keeps trying to sign in with your address. Nobody got in.",
    body: (
      <>
        <Heading>Someone keeps trying to sign in with your address</Heading>
        <Paragraph>{what}</Paragraph>
        <Paragraph>{you}</Paragraph>
        <Paragraph last>{notYou}</Paragraph>
      </>
    ),
    text: ["Someone keeps trying to sign in with your address.", what, you, notYou],
    reason:
      "You’re getting this because your address was tried many times. We send it once a day at most, and it can’t be turned off.",
    saysReply: true,
  });
}
