import { postcodeValidator, postcodeValidatorExistsForCountry } from "postcode-validator";

/**
 * A postcode as its country writes it, or null where it is none there. A country's prefix, small letters, and spaces or
 * dashes that are missing or too many are forgiven; for a country whose postcodes nobody checks it is taken as typed.
 */
export function readPostcode(typed: string, country: string): string | null {
  const text = typed.toUpperCase();
  if (!postcodeValidatorExistsForCountry(country)) return text;
  const bare = text.replace(new RegExp(`^(${country}|[A-Z])-(?=\\d)`), "").replace(/[\s-]/g, "");
  const parted = (mark: string) =>
    Array.from({ length: Math.max(0, bare.length - 1) }, (_, i) => bare.slice(0, i + 1) + mark + bare.slice(i + 1));
  const ways = [text, bare, ...parted(" "), ...parted("-")];
  return ways.find((way) => postcodeValidator(way, country)) ?? null;
}
