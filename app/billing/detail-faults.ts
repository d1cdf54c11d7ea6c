import type { DetailChange } from "./detail-changes.ts";
import type { DetailFaults, DetailField } from "./detail-checks.ts";
import type { BillingText } from "./text.ts";

/** What is wrong with a form of billing details, in words, by field; `taxCountry` is whose tax number was meant. */
export function detailFaults(
  faults: DetailFaults,
  taxCountry: string,
  { billingDetails, taxNumbers }: BillingText,
): Record<string, string[]> {
  const entries = Object.entries(faults) as [DetailField, NonNullable<DetailFaults[DetailField]>][];
  const wanted = taxNumbers.are[taxCountry];
  const words = (field: DetailField, fault: NonNullable<DetailFaults[DetailField]>) =>
    field === "taxId" && fault === "wrong" && wanted
      ? taxNumbers.check(wanted)
      : (billingDetails.fields[field].faults[fault] ?? billingDetails.title);
  return Object.fromEntries(entries.map(([field, fault]) => [field, [words(field, fault)]]));
}

/** Why changes were refused, in words: by field, or under "" where no field is to blame. */
export function refusalFaults(
  refused: readonly DetailChange[],
  { billingDetails }: BillingText,
): Record<string, string[]> {
  const entries = refused.map(({ refusal }) => {
    const { reason, detail } = refusal!;
    const field = detail === "address" ? "line1" : detail;
    const label = detail === "address" ? billingDetails.address : detail && billingDetails.fields[detail].label;
    return [field ?? "", [billingDetails.refused[reason](label)]] as [string, string[]];
  });
  return Object.fromEntries(entries);
}
