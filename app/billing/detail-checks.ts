import { canonicalAddress } from "../people/address.ts";
import { isCountry } from "../text/countries.ts";
import { noAddress, plain, type Details, type AddressFields } from "./billing-details.ts";
import { readPostcode } from "./postcode.ts";
import { bareTaxId, countryOfTaxId, readTaxId } from "./tax-id.ts";

/** The fields of the form: details, with the address in its parts and the tax id as text. */
export const detailFields = [
  "name",
  "line1",
  "line2",
  "postcode",
  "city",
  "state",
  "country",
  "taxId",
  "email",
  "phone",
  "poNumber",
] as const;
export type DetailField = (typeof detailFields)[number];
export type TypedDetails = Record<DetailField, string>;

export type DetailFault = "missing" | "long" | "wrong" | "unknown" | "full" | "elsewhere" | "digits";
export type DetailFaults = Partial<Record<DetailField, DetailFault>>;

/** How long a value may be. Name, phone and PO number: https://docs.stripe.com/api/customers/update */
export const maxDetailLengths: TypedDetailLimits = {
  name: 150,
  line1: 200,
  line2: 200,
  postcode: 20,
  city: 100,
  state: 100,
  country: 2,
  taxId: 40,
  email: 254,
  phone: 20,
  poNumber: 140,
};
type TypedDetailLimits = Record<DetailField, number>;

/** Details as the form's fields hold them. */
export function typedFrom({ address, taxId, ...rest }: Details): TypedDetails {
  return { ...rest, ...address, taxId: taxId?.value ?? "" };
}

/**
 * Details from what was typed, and what is wrong with it by field. What was left as it was shown is not looked at:
 * nobody has to mend an old phone number in order to change the address. A tax id of another country than one chosen
 * since `seen.country` is asked about once, as is a check digit that is wrong in any other number than `seen.taxId`.
 * `mayAddPoNumber` says whether there is room.
 */
export function checkDetails(
  typed: TypedDetails,
  shown: Details,
  mayAddPoNumber: boolean,
  seen: { country?: string; taxId?: string } = {},
): { details: Details; faults: DetailFaults } {
  const was = typedFrom(shown);
  const now = Object.fromEntries(detailFields.map((field) => [field, plain(typed[field])])) as TypedDetails;
  const faults: DetailFaults = {};
  const changed = (...fields: DetailField[]) => fields.some((field) => now[field] !== plain(was[field]));
  const fault = (field: DetailField, what: DetailFault) => void (faults[field] ??= what);

  for (const field of ["name", "email"] as const) if (!now[field] && was[field]) fault(field, "missing");
  for (const field of detailFields)
    if (changed(field) && now[field].length > maxDetailLengths[field]) fault(field, "long");

  const address = Object.fromEntries(Object.keys(noAddress).map((part) => [part, now[part as DetailField]]));
  if (changed(...(Object.keys(noAddress) as DetailField[]))) {
    if (now.country && !isCountry(now.country)) fault("country", "wrong");
    if (!now.country && Object.values(address).some(Boolean)) fault("country", "missing");
  }
  if (now.postcode && isCountry(now.country) && changed("postcode", "country") && !faults.postcode) {
    address.postcode = readPostcode(now.postcode, now.country) ?? "";
    if (!address.postcode) fault("postcode", "wrong");
  }

  let { taxId } = shown;
  if (bareTaxId(now.taxId) !== bareTaxId(was.taxId) && !faults.taxId) {
    const isSure = bareTaxId(now.taxId) === bareTaxId(seen.taxId ?? "");
    const read = now.taxId ? readTaxId(now.taxId, now.country, isSure) : null;
    if (read === "unknown" && !now.country) fault("country", "missing");
    else if (typeof read === "string") fault("taxId", read);
    else taxId = read;
  } else if (taxId && now.country && now.country !== (seen.country ?? shown.address.country)) {
    const itsCountry = countryOfTaxId(taxId);
    if (itsCountry && itsCountry !== now.country) fault("taxId", "elsewhere");
  }

  let { email } = now;
  if (email && changed("email")) {
    email = canonicalAddress(email) ?? "";
    if (!email) fault("email", "wrong");
  }
  if (now.phone && changed("phone") && !isPhone(now.phone)) fault("phone", "wrong");
  if (now.poNumber && !was.poNumber && !mayAddPoNumber) fault("poNumber", "full");

  const { name, phone, poNumber } = now;
  return { details: { name, address: address as AddressFields, taxId, phone, email, poNumber }, faults };
}

/** Leniently: four digits at least, and nothing but what people put between them, before an extension. */
function isPhone(text: string): boolean {
  const [, number = ""] = /^([+\d][\d\s().\-/]*)(?:(?:ext\.?|x|#)\s*\d{1,6})?$/i.exec(text) ?? [];
  const digits = number.replace(/\D/g, "").length;
  return digits >= 4 && digits <= 15;
}
