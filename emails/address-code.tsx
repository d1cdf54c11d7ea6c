import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Code, Heading, Paragraph } from "./parts/pieces.tsx";
import { undirectedLine } from "#app/text/clean.ts";

export type AddressCodeProps = { brand: Brand; code: string; worksFor: string; browser: string; when: string };

/** To an address that somebody wants to sign in with from now on. */
export function addressCodeMail({ brand, code, worksFor, browser, when }: AddressCodeProps) {
  const what = `Enter this code where we asked for it. You’ll then sign in to ${brand.company} with this address.`;
  const asked = `It works for ${worksFor}. Requested on ${when} from ${undirectedLine(browser)}.`;
  const notYou = "Wasn’t you? You can ignore this email. Nothing changes without the code, so don’t pass it on.";
  return mail({
    brand,
    subject: `Confirm your new address at ${brand.company}`,
    preheader: `Your code. It works for ${worksFor}.`,
    body: (
      <>
        <Heading>Confirm your new address</Heading>
        <Paragraph>{what}</Paragraph>
        <Code>{code}</Code>
        <Paragraph quiet>{asked}</Paragraph>
        <Paragraph quiet last>
          {notYou}
        </Paragraph>
      </>
    ),
    text: [what, code, asked, notYou],
    reason: "You’re getting this because someone entered this address as their new one.",
  });
}
