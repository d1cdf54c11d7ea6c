import type { Brand } from "./parts/frame.tsx";
import { askedFor, CodeToType } from "./parts/code.tsx";
import { mail } from "./parts/mail.tsx";
import { Heading } from "./parts/pieces.tsx";

export type AddressCodeProps = { brand: Brand; code: string; worksFor: string; browser: string; when: string };

/** To an address that somebody wants to sign in with from now on. */
export function addressCodeMail({ brand, code, worksFor, browser, when }: AddressCodeProps) {
  const what = `Enter this code where we asked for it. You’ll then sign in to ${brand.company} with this address.`;
  const asked = askedFor({ worksFor, browser, when });
  const notYou = "Wasn’t you? You can ignore this email. Nothing changes without the code, so don’t pass it on.";
  return mail({
    brand,
    subject: `Confirm your new address at ${brand.company}`,
    preheader: `Your code. It works for ${worksFor}.`,
    body: (
      <>
        <Heading>Confirm your new address</Heading>
        <CodeToType how={what} code={code} asked={asked} notYou={notYou} />
      </>
    ),
    text: [what, code, asked, notYou],
    reason: "You’re getting this because someone entered this address as their new one.",
  });
}
