import type { OrderKind } from "#db/schema/orders.ts";
import type { Step } from "../order-steps.ts";
import type { StepField } from "../step-form.ts";
import { Field, Hidden, SubmitButton, type useFields } from "../../ui/form.tsx";
import { FilesField } from "../../ui/files-field.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

export type StepValues = Record<StepField | "shown" | "once" | "files", string>;
type Fields = ReturnType<typeof useFields<StepValues>>[1];
type Props = {
  to: string;
  fields: Fields;
  plan: readonly Step[];
  isWaiting: boolean;
  /** What the customer was asked for and has not answered. */
  needs: string | null;
  kind: OrderKind;
  /** What the company calls those that were told of. */
  parcels: readonly string[];
  /** What the action said about the last try. */
  answer: unknown;
};

/** A step that happened, or what is waited for: everything but that may be left as it is. */
export function StepForm({ to, fields, plan, isWaiting, needs, kind, parcels, answer }: Props) {
  const { staffOrders: words } = useText(ordersText);
  const isParcel = kind === "order" && !isWaiting;
  const { occurredAt, trackingUrl, parcel } = fields;
  const parcelField = (
    <Field
      field={parcel}
      label={words.parcel}
      hint={words.parcelHint(parcels)}
      optional
      autoComplete="off"
      spellCheck={false}
    />
  );
  return (
    <form
      className="sheet"
      method="post"
      action={to}
      encType={isWaiting ? "multipart/form-data" : undefined}
      noValidate
    >
      {needs === null || isWaiting ? null : <p>{words.endsWait(needs)}</p>}
      {isWaiting ? (
        <>
          <Hidden name="step" value={fields.step.initialValue} />
          <Field field={fields.needs} label={words.needsField} hint={words.needsHint} autoComplete="off" />
        </>
      ) : (
        <Field
          field={fields.step}
          label={words.stepField}
          options={plan.map(({ key, name }) => ({ code: key, name }))}
        />
      )}
      {isParcel ? (
        <>
          {parcels.length ? parcelField : null}
          <Field field={fields.carrier} label={words.carrier} optional autoComplete="off" />
          <Field
            field={fields.trackingNumber}
            label={words.trackingNumber}
            optional
            autoComplete="off"
            spellCheck={false}
          />
        </>
      ) : null}
      <Field field={fields.note} label={words.note} lines={2} className="short" optional />
      {isWaiting ? (
        <FilesField field={fields.files} answer={answer} once={fields.once.initialValue ?? ""} before={null} />
      ) : (
        <Hidden name="once" value={fields.once.initialValue} />
      )}
      <details className="fold" open={[occurredAt, trackingUrl, parcel].some(({ errors }) => errors)}>
        <summary>{isParcel ? words.moreOfStep(!parcels.length) : words.anotherTime}</summary>
        <Field field={occurredAt} label={words.when} type="datetime-local" autoComplete="off" />
        {isParcel && !parcels.length ? parcelField : null}
        {isParcel ? <TrackingUrl field={trackingUrl} /> : null}
      </details>
      <Hidden name="shown" value={fields.shown.initialValue} />
      <p className="quiet">{isWaiting ? words.askMailed : words.mailed}</p>
      <SubmitButton>{isWaiting ? words.sendAsk : words.saveStep}</SubmitButton>
    </form>
  );
}

function TrackingUrl({ field }: { field: Fields["trackingUrl"] }) {
  const { staffOrders } = useText(ordersText);
  return (
    <Field
      field={field}
      label={staffOrders.trackingUrl}
      optional
      type="url"
      inputMode="url"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}
