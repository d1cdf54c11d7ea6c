import type { Brand } from "./parts/frame.tsx";
import { askedFor, CodeToType } from "./parts/code.tsx";
import { mail } from "./parts/mail.tsx";
import { Heading } from "./parts/pieces.tsx";

export type ConfirmProps = { brand: Brand; code: string; codeWorksFor: string; browser: string; when: string };

/** To somebody who is signed in and is about to change something that matters. */
export function confirmMail({ brand, code, codeWorksFor, browser, when }: ConfirmProps) {
  const how = "Enter this code where we asked for it:";
  const asked = askedFor({ worksFor: codeWorksFor, browser, when });
  const notYou = "Wasn’t you? Don’t tell anyone the code, and reply to this email: someone else is using your account.";
  return mail({
    brand,
    subject: `Confirm it’s you at ${brand.company}`,
    preheader: `Your code. It works for ${codeWorksFor}.`,
    body: (
      <>
        <Heading>Confirm it’s you</Heading>
        <CodeToType how={how} code={code} asked={asked} notYou={notYou} />
      </>
    ),
    text: [how, code, asked, notYou],
    reason: "You’re getting this because someone who is signed in with your address is about to make a change.",
    saysReply: true,
  });
}
