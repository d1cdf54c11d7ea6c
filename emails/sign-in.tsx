import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, Code, Heading, Paragraph } from "./parts/pieces.tsx";
import { shortSubject } from "./parts/words.ts";
import { undirectedLine } from "#app/text/clean.ts";

export type SignInProps = {
  brand: Brand;
  url: string;
  code: string;
  /** "10 minutes" and so on, from the moment of asking. */
  codeWorksFor: string;
  linkWorksFor: string;
  browser: string;
  when: string;
};

export function signInMail({ brand, url, code, codeWorksFor, linkWorksFor, browser, when }: SignInProps) {
  const asked = `Requested on ${when} from ${undirectedLine(browser)}.`;
  const notYou = "Didn’t request this? You can ignore this email. Nobody can sign in without it.";
  return mail({
    brand,
    // A phone shows it without being unlocked, which is quicker, and no secret from whoever holds the phone.
    subject: shortSubject(`${code} is your code for ${brand.company}`, `${code} is your code`),
    preheader: `Your link and your code. The code works for ${codeWorksFor}.`,
    body: (
      <>
        <Heading>Sign in</Heading>
        <Paragraph>{`Tap the button to sign in to ${brand.company}.`}</Paragraph>
        <Button brand={brand} href={url}>
          Sign in
        </Button>
        <div style={{ height: 24 }} />
        <Paragraph>Or enter this code in the browser where you asked to sign in:</Paragraph>
        <Code>{code}</Code>
        <Paragraph quiet>{`The code works for ${codeWorksFor}, the link for ${linkWorksFor}. ${asked}`}</Paragraph>
        <Paragraph quiet last>
          {notYou}
        </Paragraph>
      </>
    ),
    text: [
      `Sign in to ${brand.company} with this link:`,
      url,
      "Or enter this code in the browser where you asked to sign in:",
      code,
      `The code works for ${codeWorksFor}, the link for ${linkWorksFor}.`,
      asked,
      notYou,
    ],
    reason: "You’re getting this because someone asked to sign in with your address.",
  });
}
