import { readDay } from "../text/format.ts";

/** Epoch milliseconds of a moment with its zone, or of the beginning of a day of the company's; null where it is neither. */
export function readCellMoment(text: string): number | null {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text)) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? null : at;
  }
  const day = readDay(text);
  if (!day) return null;
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year!, month! - 1, date).getTime();
}

/** "2 x Chair; Table" as items; a number of them with a comma or a point. */
export function readItems(text: string): { name: string; quantity: number }[] {
  return text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [, quantity, name] = /^(\d+(?:[.,]\d+)?)\s*[x×]\s+(\S.*)$/i.exec(part) ?? [];
      return quantity ? { name: name!, quantity: Number(quantity.replace(",", ".")) } : { name: part, quantity: 1 };
    });
}

const answers: Readonly<Record<string, boolean>> = { "": false, no: false, false: false, yes: true, true: true };

/** Yes or no; null where it says neither. */
export const readYes = (text: string): boolean | null => answers[text.toLowerCase()] ?? null;

/** A cell of a file that we gave, without the apostrophes that keep spreadsheets from taking it for a formula. */
export const withoutGuards = (cell: string) => cell.replace(/(^|[;,|])'(?=[\s"'\p{Cf}]*[=+\-@＝＋－＠])/gu, "$1");
