import { firstWish, knownLocale } from "../text/locale.ts";

/** What parts the cells of a CSV file, and the sign before decimals. */
export type CsvDialect = { delimiter: string; decimalSign: "." | "," };

/** The two that spreadsheets open by themselves, each in the countries that write numbers so. */
export const csvDialects = {
  comma: { delimiter: ",", decimalSign: "." },
  semicolon: { delimiter: ";", decimalSign: "," },
} as const satisfies Record<string, CsvDialect>;

export type CsvDialectName = keyof typeof csvDialects;
export const csvDialectNames = Object.keys(csvDialects) as CsvDialectName[];

const writesDecimalCommas = (locale: string | null) =>
  locale !== null && new Intl.NumberFormat(locale).format(0.5).includes(",");

/** The dialect that a URL asks for by `dialect`, else the one of the browser's language. */
export function csvDialectOf(request: Request): CsvDialect {
  const asked = new URL(request.url).searchParams.get("dialect");
  const chosen = csvDialectNames.find((name) => name === asked);
  return csvDialects[chosen ?? (writesDecimalCommas(knownLocale(firstWish(request))) ? "semicolon" : "comma")];
}
