const two = (n: string) => n.padStart(2, "0");

/** A day as 2026-12-01, from that or from 1.12.2026; null where it is neither, or no day of the calendar. */
export function readDay(text: string): string | null {
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  const day = dotted ? `${dotted[3]}-${two(dotted[2]!)}-${two(dotted[1]!)}` : text;
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (!year) return null;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return at.toISOString().startsWith(day) ? day : null;
}

/** Epoch milliseconds of a moment with its zone, or of the beginning of a day of the company's; null where it is neither. */
export function readMoment(text: string): number | null {
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
