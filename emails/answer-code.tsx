import type { ConfirmProps } from "./confirm.tsx";
import { askedFor, CodeToType } from "./parts/code.tsx";
import { mail } from "./parts/mail.tsx";
import { FactList, Heading } from "./parts/pieces.tsx";
import { cut, shortSubject, unlinked } from "./parts/words.ts";

export type AnswerCodeProps = ConfirmProps & {
  decision: "approved" | "change";
  /** What the order waits for, in the company's words. */
  needs: string;
  reference: string;
};

const doing = { approved: "approve this", change: "ask for a change" };

/** To whom an item link was mailed: the code that gives their answer. */
export function answerCodeMail({ brand, code, codeWorksFor, browser, when, ...answer }: AnswerCodeProps) {
  const what = doing[answer.decision];
  const reference = cut(answer.reference, 80);
  const heading = `Your code to ${what}`;
  const facts = [
    ["What", unlinked(answer.needs, 200)],
    ["For", reference],
  ] as const;
  const how = "Enter this code on the page where you pressed the button:";
  const asked = askedFor({ worksFor: codeWorksFor, browser, when });
  const notYou =
    "Didn’t press a button? Don’t tell anyone this code: someone else may be reading your emails from us. Nobody can answer for you without the code.";
  return mail({
    brand,
    subject: shortSubject(`${code}: your code to ${what}, ${reference}`, `${code}: your code to ${what}`),
    preheader: `${reference}. The code works for ${codeWorksFor}.`,
    body: (
      <>
        <Heading>{heading}</Heading>
        <FactList facts={facts} />
        <CodeToType how={how} code={code} asked={asked} notYou={notYou} />
      </>
    ),
    text: [`${heading}.`, facts.map(([fact, value]) => `${fact}: ${value}`).join("\n"), how, code, asked, notYou],
    reason: "You’re getting this because someone pressed the button in the email we sent you about this.",
    saysReply: true,
  });
}
