import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Code, Heading, Paragraph } from "./parts/pieces.tsx";
import { undirectedLine } from "#app/text/clean.ts";

export type ConfirmProps = { brand: Brand; code: string; codeWorksFor: string; browser: string; when: string };

/** To somebody who is signed in and is about to change something that matters. */
export function confirmMail({ brand, code, codeWorksFor, browser, when }: ConfirmProps) {
  const asked = `It works for ${codeWorksFor}. Asked for on ${when} from ${undirectedLine(browser)}.`;
  const notYou =
    "Was it not you? Then tell nobody the code, and reply to this mail: somebody else is using your account.";
  return mail({
    brand,
    subject: `Confirm that it is you at ${brand.company}`,
    preheader: `Your code. It works for ${codeWorksFor}.`,
    body: (
      <>
        <Heading>Confirm that it is you</Heading>
        <Paragraph>Type this code where you were asked for it:</Paragraph>
        <Code>{code}</Code>
        <Paragraph quiet>{asked}</Paragraph>
        <Paragraph quiet last>
          {notYou}
        </Paragraph>
      </>
    ),
    text: ["Type this code where you were asked for it:", code, asked, notYou],
    reason: "You got this because somebody who is signed in with your address is about to change something.",
    saysReply: true,
  });
}
