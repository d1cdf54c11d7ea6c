import type { DetailChange } from "../models/detail-changes.ts";
import type { DetailFaults, DetailField } from "../models/detail-checks.ts";
import type { Text } from "./text.ts";

/** What is wrong with a form of billing details, in words, by field. */
export function detailFaults(faults: DetailFaults, { billingDetails }: Text): Record<string, string[]> {
  const entries = Object.entries(faults) as [DetailField, NonNullable<DetailFaults[DetailField]>][];
  return Object.fromEntries(
    entries.map(([field, fault]) => [field, [billingDetails.fields[field].faults[fault] ?? billingDetails.title]]),
  );
}

/** Why changes were refused, in words: by field, or under "" where no field is to blame. */
export function refusalFaults(refused: readonly DetailChange[], { billingDetails }: Text): Record<string, string[]> {
  const entries = refused.map(({ refusal }) => {
    const { reason, detail } = refusal!;
    const field = detail === "address" ? "line1" : detail;
    const label = detail === "address" ? billingDetails.address : detail && billingDetails.fields[detail].label;
    return [field ?? "", [billingDetails.refused[reason](label)]] as [string, string[]];
  });
  return Object.fromEntries(entries);
}
