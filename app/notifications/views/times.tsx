import { useActionData } from "@remix-run/react";
import { paths } from "../../paths.ts";
import { Field, Problems, SubmitButton, useFields } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { DayIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { notificationsText } from "../text.ts";
import type { TimesFields } from "../times-form.ts";
import type { ShownTimes, TimesSummary } from "../times-shown.ts";

/** When what can wait comes, and the way to change it. */
export function TimesLine({ times: { days, time, place, pausedUntil } }: { times: TimesSummary }) {
  const { times: words } = useText(notificationsText);
  return (
    <section className="sheet" aria-label={words.title}>
      <p>{words.summary[days](time, place)}</p>
      {pausedUntil ? (
        <p>
          <DayIn sentence={words.isPaused} day={pausedUntil} as="date" />
        </p>
      ) : null}
      <p>
        <a href={paths.deliveryTimes()}>{words.change}</a>
      </p>
    </section>
  );
}

const order = ["zone", "hour", "days", "quietFrom", "quietTo", "pausedUntil"] as const;

/** The page on which somebody says when they want what can wait. */
export function TimesPage({ shown, maxDays }: { shown: ShownTimes; maxDays: number }) {
  const { times: words } = useText(notificationsText);
  const [form, fields] = useFields<TimesFields>("times", useActionData(), shown.typed);
  const some = [{ code: "", name: words.none }, ...shown.hours];
  const days = Object.entries(words.onDays).map(([code, name]) => ({ code, name }));
  return (
    <Page
      title={words.title}
      lead={words.lead}
      back={{ to: paths.notifications(), name: words.back }}
      ask={{ lead: words.ask }}
      problems={<Problems form={form} order={order} />}
    >
      <form className="sheet" method="post" action={paths.deliveryTimes()} noValidate>
        <Field
          field={fields.zone}
          label={words.zone}
          hint={words.now(shown.now, shown.place)}
          list="zones"
          autoComplete="off"
          spellCheck={false}
        />
        <datalist id="zones">
          {shown.zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <fieldset className="choices">
          <legend>{words.digest}</legend>
          <div className="pair">
            <Field field={fields.hour} label={words.hour} options={shown.hours} />
            <Field field={fields.days} label={words.days} options={days} />
          </div>
        </fieldset>
        <fieldset className="choices">
          <legend>
            {words.quiet}
            <small className="under">{words.quietWhy}</small>
          </legend>
          <div className="pair">
            <Field field={fields.quietFrom} label={words.from} options={some} />
            <Field field={fields.quietTo} label={words.to} options={some} />
          </div>
        </fieldset>
        <fieldset className="choices">
          <legend>
            {words.pause}
            <small className="under">{words.pauseWhy(maxDays)}</small>
          </legend>
          <Field field={fields.pausedUntil} label={words.until} type="date" autoComplete="off" optional />
        </fieldset>
        <SubmitButton>{words.save}</SubmitButton>
      </form>
    </Page>
  );
}
