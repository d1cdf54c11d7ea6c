import type { DateQuestion, DatesRead } from "../date-words.ts";
import { noonOf } from "../../text/format.ts";
import { Field, SubmitButton, type useFields } from "../../ui/form.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { importsText } from "../text.ts";

type Fields = ReturnType<typeof useFields<{ order: string }>>[1];

/** The one question about a file's dates. */
export function DateQuestionForm({ question, fields, to }: { question: DateQuestion; fields: Fields; to: string }) {
  const { importDates: words } = useText(importsText);
  const format = useFormat();
  const options = question.days.map(({ order, day }) => ({
    code: order,
    name: words.option(words.first[order], format.date(noonOf(day))),
  }));
  return (
    <form className="sheet" method="post" action={to} noValidate>
      <h2>{words.title}</h2>
      <Field
        field={fields.order}
        label={words.question(question.said)}
        hint={words.why(question.line)}
        options={[{ code: "", name: words.choose }, ...options]}
      />
      <SubmitButton>{words.answer}</SubmitButton>
    </form>
  );
}

/** How the dates were read, in words. */
export function DatesSaid({ dates: { example, proof, contradiction } }: { dates: DatesRead }) {
  const { importDates: words } = useText(importsText);
  const format = useFormat();
  return (
    <>
      {contradiction ? <p>{words.contradiction(contradiction)}</p> : null}
      {example ? (
        <p>
          {words.readAs(example.said, format.date(noonOf(example.day)))}
          {proof ? ` ${words.proof(proof.line, proof.said, words.comesFirst[proof.order])}` : null}
        </p>
      ) : null}
    </>
  );
}
