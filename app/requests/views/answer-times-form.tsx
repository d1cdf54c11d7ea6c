import { paths } from "../../paths.ts";
import { Check, Field, SubmitButton, type useFields } from "../../ui/form.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { timeIn } from "../../text/zones.ts";
import { requestsText } from "../text.ts";

const hourMs = 60 * 60_000;

type Props = {
  fields: ReturnType<typeof useFields<Record<string, string>>>[1];
  answerBy: number;
  days: { day: number; field: string }[];
};

/** On which days and hours the company works, and within how many of them it answers. */
export function AnswerTimesForm({ fields, answerBy, days }: Props) {
  const { staffAnswers: words } = useText(requestsText);
  const { locale } = useFormat();
  const clock = (hour: number) => (hour === 24 ? words.midnight : timeIn("UTC", hour * hourMs, locale));
  const hours = Array.from({ length: 25 }, (_, hour) => ({ code: String(hour), name: clock(hour) }));
  const fault = fields.days!.errors?.[0];
  return (
    <form className="sheet" method="post" action={paths.staffAnswers()} noValidate>
      <fieldset id="answers-days" className="choices" aria-describedby={fault ? "answers-days-error" : undefined}>
        <legend>{words.days}</legend>
        {fault ? (
          <span className="error" id="answers-days-error">
            {fault}
          </span>
        ) : null}
        {days.map(({ day, field }) => (
          <Check key={day} name={field} label={words.day(day)} checked={fields[field]!.initialValue === "on"} />
        ))}
      </fieldset>
      <div className="pair">
        <Field field={fields.from!} label={words.from} options={hours.slice(0, 24)} />
        <Field field={fields.to!} label={words.to} options={hours.slice(1)} />
      </div>
      <Field field={fields.hours!} label={words.hours} hint={words.hoursHint} inputMode="numeric" autoComplete="off" />
      <p className="quiet">
        <TimeIn sentence={words.now} at={answerBy} as="dayAndTime" />
      </p>
      <SubmitButton>{words.save}</SubmitButton>
    </form>
  );
}
