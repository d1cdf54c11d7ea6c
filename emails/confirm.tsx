import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Code, Heading, Paragraph } from "./parts/pieces.tsx";
import { undirectedLine } from "#app/text/clean.ts";

export type ConfirmProps = { brand: Brand; code: string; codeWorksFor: string; browser: string; when: string };

/** To somebody who is signed in and is about to change something that matters. */
export function confirmMail({ brand, code, codeWorksFor, browser, when }: ConfirmProps) {
  const asked = `It works for ${codeWorksFor}. Requested on ${when} from ${undirectedLine(browser)}.`;
  const notYou = "Wasn’t you? Don’t tell anyone the code, and reply to this email: someone else is using your account.";
  return mail({
    brand,
    subject: `Confirm it’s you at ${brand.company}`,
    preheader: `Your code. It works for ${codeWorksFor}.`,
    body: (
      <>
        <Heading>Confirm it’s you</Heading>
        <Paragraph>Enter this code where we asked for it:</Paragraph>
        <Code>{code}</Code>
        <Paragraph quiet>{asked}</Paragraph>
        <Paragraph quiet last>
          {notYou}
        </Paragraph>
      </>
    ),
    text: ["Enter this code where we asked for it:", code, asked, notYou],
    reason: "You’re getting this because someone who is signed in with your address is about to make a change.",
    saysReply: true,
  });
}
