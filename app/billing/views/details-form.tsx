import type { DetailField } from "../detail-checks.ts";
import { countriesFor } from "../../text/countries.ts";
import { Field, Hidden, SubmitButton, type useFields } from "../../ui/form.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

export type DetailValues = Record<DetailField | "shown" | "countrySeen" | "taxIdSeen" | "once", string>;
type Fields = ReturnType<typeof useFields<DetailValues>>[1];

const boxes = {
  name: { autoComplete: "organization" },
  line1: { autoComplete: "address-line1" },
  line2: { autoComplete: "address-line2" },
  postcode: { autoComplete: "postal-code", autoCapitalize: "characters", spellCheck: false },
  city: { autoComplete: "address-level2" },
  state: { autoComplete: "address-level1" },
  country: { autoComplete: "country" },
  taxId: { autoComplete: "off", autoCapitalize: "characters", spellCheck: false },
  email: { type: "email", inputMode: "email", autoComplete: "email", autoCapitalize: "none", spellCheck: false },
  phone: { type: "tel", inputMode: "tel", autoComplete: "tel" },
  poNumber: { autoComplete: "off", spellCheck: false },
} as const;

/** All the details in one form; `country` is the one that stands there now. */
export function DetailsForm({ to, fields, once }: { to: string; fields: Fields; once: string }) {
  const { billingDetails } = useText(billingText);
  const one = (name: DetailField) => {
    const { label, hint } = billingDetails.fields[name];
    return <Field field={fields[name]} label={label} hint={hint} {...boxes[name]} />;
  };
  return (
    <form className="sheet" method="post" action={to} noValidate>
      <p className="quiet">{billingDetails.needed}</p>
      {one("name")}
      {one("line1")}
      {one("line2")}
      <div className="pair">
        {one("postcode")}
        {one("city")}
      </div>
      {one("state")}
      <CountryField field={fields.country} />
      {one("taxId")}
      {one("email")}
      {one("phone")}
      {one("poNumber")}
      <Hidden name="shown" value={fields.shown.initialValue} />
      <Hidden name="countrySeen" value={fields.country.initialValue} />
      {fields.taxId.errors && <Hidden name="taxIdSeen" value={fields.taxId.initialValue} />}
      <Hidden name="once" value={once} />
      <SubmitButton>{billingDetails.save}</SubmitButton>
    </form>
  );
}

function CountryField({ field }: { field: Fields["country"] }) {
  const { billingDetails } = useText(billingText);
  const { locale } = useFormat();
  const current = field.initialValue || null;
  const all = countriesFor(locale, current);
  const isKnown = all[0]!.code === current;
  const options = isKnown ? all : [{ code: "", name: billingDetails.chooseCountry }, ...all];
  return <Field field={field} label={billingDetails.fields.country.label} options={options} {...boxes.country} />;
}
