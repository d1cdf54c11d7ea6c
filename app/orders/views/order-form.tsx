import type { ReactNode } from "react";
import type { OrderValues } from "../order-form.ts";
import { countriesFor, isCountry } from "../../text/countries.ts";
import { Field, type useFields } from "../../ui/form.tsx";
import { OrderRows } from "./order-rows.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";
import { portalText } from "../../text/portal.ts";

type Fields = ReturnType<typeof useFields<OrderValues>>[1];

type Props = {
  to: string;
  fields: Fields;
  rows: number;
  verb: string;
  /** What comes before the rest: the reference of a new order, what goes along unseen. */
  children?: ReactNode;
  /** Whether it is asked where the order stands. */
  isNew?: boolean;
};

const postal = {
  line1: "shipping address-line1",
  line2: "shipping address-line2",
  postalCode: "shipping postal-code",
  city: "shipping address-level2",
  region: "shipping address-level1",
} as const;

/** Everything of an order that is written by hand. */
export function OrderForm({ to, fields, rows, verb, children, isNew = false }: Props) {
  const { staffOrderChanges: words, staffOrders, shell } = useText(ordersText, portalText);
  const address = (name: keyof typeof postal) => (
    <Field field={fields[name]} label={words[name]} autoComplete={postal[name]} />
  );
  return (
    <form className="form" method="post" action={to} noValidate>
      <div className="sheet">
        {children}
        <Field field={fields.title} label={words.title} hint={words.titleHint} autoComplete="off" />
        <Field
          field={fields.kind}
          label={words.kind}
          options={Object.entries(staffOrders.kinds).map(([code, name]) => ({ code, name }))}
        />
        <Field field={fields.promisedOn} label={words.promisedOn} type="date" autoComplete="off" optional />
        <Field field={fields.placedOn} label={words.placedOn} type="date" autoComplete="off" optional />
        {isNew ? (
          <Field
            field={fields.start}
            label={words.start}
            options={Object.entries(words.starts).map(([code, name]) => ({ code, name }))}
          />
        ) : null}
      </div>
      <OrderRows fields={fields} rows={rows} />
      <div className="sheet">
        <Field field={fields.steps} label={words.steps} hint={words.stepsHint} lines={3} className="short" optional />
        <Field
          field={fields.url}
          label={words.url}
          type="url"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          optional
        />
      </div>
      <fieldset className="sheet">
        <legend>
          {words.address} <small>{shell.optional}</small>
        </legend>
        {address("line1")}
        {address("line2")}
        <div className="pair">
          {address("postalCode")}
          {address("city")}
        </div>
        {address("region")}
        <Country field={fields.country} />
      </fieldset>
      <div className="row fill">
        <button className="btn" type="submit">
          {verb}
        </button>
        <button className="btn second" type="submit" name="more" value="1">
          {words.addRows}
        </button>
      </div>
    </form>
  );
}

function Country({ field }: { field: Fields["country"] }) {
  const { staffOrderChanges: words } = useText(ordersText);
  const { locale } = useFormat();
  const chosen = field.initialValue ?? "";
  const strange = chosen && !isCountry(chosen) ? [{ code: chosen, name: chosen }] : [];
  const options = [{ code: "", name: words.noCountry }, ...strange, ...countriesFor(locale, chosen || null)];
  return <Field field={field} label={words.country} options={options} autoComplete="shipping country" />;
}
