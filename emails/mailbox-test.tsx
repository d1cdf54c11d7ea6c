import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, Code, Heading, Paragraph } from "./parts/pieces.tsx";

export type MailboxTestProps = { brand: Brand; code: string; until: string; url: string };

/** To an address that came back, at the wish of the person it is of. */
export function mailboxTestMail({ brand, code, until, url }: MailboxTestProps) {
  const what =
    "This email arrived, so your address works. Enter this code where you asked for it to get all our emails again.";
  const works = `It works until ${until}.`;
  const notYou = "Wasn’t you? You can ignore this email. Nobody can sign in with the code.";
  return mail({
    brand,
    subject: `A test of your address at ${brand.company}`,
    preheader: "Enter the code to get our emails again.",
    body: (
      <>
        <Heading>Your address works</Heading>
        <Paragraph>{what}</Paragraph>
        <Code>{code}</Code>
        <Button brand={brand} href={url}>
          Enter the code
        </Button>
        <Paragraph quiet>{works}</Paragraph>
        <Paragraph quiet last>
          {notYou}
        </Paragraph>
      </>
    ),
    text: [what, code, `Enter the code:\n${url}`, works, notYou],
    reason: "You’re getting this because you asked us to try your address again.",
  });
}
