import { detailNames, sameDetail, type DetailName, type Details } from "../billing-details.ts";
import type { Changes } from "../detail-changes.ts";
import { sameTaxId, type TaxId } from "../tax-id.ts";

/** What stands at Stripe: the details as the portal shows them, and every tax id. */
export type Held = { details: Details; taxIds: TaxId[] };

/**
 * How a change stands against what Stripe holds: `left` is what of it is not there yet, `theirs` what was changed
 * elsewhere since the form was shown, with what stands there now.
 */
export function standing(changes: Changes, held: Held): { left: Changes; theirs: Partial<Details> } {
  const stands = (name: DetailName) => {
    if (!changes[name]) return "done";
    return name === "taxId" ? taxIdStands(changes.taxId!, held.taxIds) : detailStands(name, changes, held.details);
  };
  const open = detailNames.filter((name) => stands(name) !== "done");
  const lost = open.filter((name) => stands(name) === "conflict");
  return {
    left: Object.fromEntries(open.map((name) => [name, changes[name]])),
    theirs: Object.fromEntries(lost.map((name) => [name, held.details[name]])),
  };
}

type Standing = "done" | "open" | "conflict";

function detailStands(name: DetailName, changes: Changes, held: Details): Standing {
  const { from, to } = changes[name]!;
  if (sameDetail(held[name], to)) return "done";
  return sameDetail(held[name], from) ? "open" : "conflict";
}

/** A new one stands beside the old one for a moment, and a customer may have others that nobody here changes. */
function taxIdStands({ from, to }: { from: TaxId | null; to: TaxId | null }, held: TaxId[]): Standing {
  const has = (wanted: TaxId | null) => !!wanted && held.some((one) => sameTaxId(one, wanted));
  if (has(from)) return "open";
  if (!to || has(to)) return "done";
  return from || held.length ? "conflict" : "open";
}
