import { methodName } from "../method-name.ts";

/** Brand and last digits, from the details of a charge or of a method; null where there are none. */
export function methodFacts(details: Readonly<Record<string, unknown>> | null | undefined) {
  const type = typeof details?.type === "string" ? details.type : null;
  const own = (type && details?.[type]) as Readonly<Record<string, unknown>> | null | undefined;
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  const number = (value: unknown) => (Number.isInteger(value) ? (value as number) : null);
  return {
    type,
    brand: text(own?.brand) ?? text(own?.bank_name),
    last4: text(own?.last4) ?? text(own?.iban_last4),
    expMonth: number(own?.exp_month),
    expYear: number(own?.exp_year),
  };
}

/** A method in words, like `Visa •••• 4242`; null where nothing is known of it. */
export function methodLabel(details: Readonly<Record<string, unknown>> | null | undefined): string | null {
  return methodName(methodFacts(details));
}
