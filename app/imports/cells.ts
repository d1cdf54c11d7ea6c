import { readQuantity } from "./quantities.ts";

/** "2 x Chair; Table" as items. Null where a number of them can be read in two ways, see `readQuantity`. */
export function readItems(text: string, decimalSign: "." | "," | null) {
  const items: { name: string; quantity: number }[] = [];
  const parts = text.split(/[;\n]/).map((part) => part.trim());
  for (const part of parts.filter(Boolean)) {
    const [, number, name = part] = /^(\d[\d.,'’ \u00a0\u202f]{0,30}?)\s*[x×]\s+(\S.*)$/i.exec(part) ?? [];
    const quantity = number === undefined ? 1 : readQuantity(number, decimalSign);
    if (quantity === null) return null;
    items.push({ name, quantity });
  }
  return items;
}

const answers: Readonly<Record<string, boolean>> = { "": false, no: false, false: false, yes: true, true: true };

/** Yes or no; null where it says neither. */
export const readYes = (text: string): boolean | null => answers[text.toLowerCase()] ?? null;

/** A cell of a file that we gave, without the apostrophes that keep spreadsheets from taking it for a formula. */
export const withoutGuards = (cell: string) => cell.replace(/(^|[;,|])'(?=[\s"'\p{Cf}]*[=+\-@＝＋－＠])/gu, "$1");
