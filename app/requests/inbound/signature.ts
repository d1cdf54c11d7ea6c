const maxLines = 8;
const maxLineLength = 80;

const particles =
  "von|van|vom|der|den|de|di|da|del|della|la|le|el|al|bin|ter|dos|do|du|zu|zum|of|and|und|et|y|e|og|och|i|für|for|the";
const name = new RegExp(
  `^["'(*]{0,2}(?:[\\p{Lu}\\p{Lo}][^\\s\\d:!?;]{0,30}|${particles}|[&|/-])(?: (?:[\\p{Lu}\\p{Lo}("][^\\s\\d:!?;]{0,30}|${particles}|[&|/-])){0,5}$`,
  "u",
);
const contact =
  /@|https?:|www\.|\d[\d ()/-]{4,}\d|^(?:t|p|f|m|e|w|tel|phone|telefon|tél|fax|mob|mobile?|handy|web|e-?mail|vat|ust|iban|hrb)\b/iu;
const listMark = /^(?:\d{1,2}[.)]|[-*•]) /u;
const label = /^[\p{L} ]{1,20}: ?\S/u;

/**
 * Whether lines below a "--" are a signature and no words to somebody: few, a name first, and none of them a sentence. In
 * doubt they are words.
 */
export function readsAsSignature(lines: readonly string[]): boolean {
  const written = lines.filter(Boolean);
  if (written.length > maxLines || written.some((line) => line.length > maxLineLength)) return false;
  return !written.length || (name.test(written[0]!.split(/ [-–|·•] |, | {2,}/)[0]!) && !written.some(isSentence));
}

function isSentence(line: string): boolean {
  if (contact.test(line)) return line.split(/\s\p{Ll}/u).length > 4;
  if (listMark.test(line) || label.test(line)) return true;
  const words = line.split(/\s+/);
  const small = words.filter((word) => /^\p{Ll}/u.test(word)).length;
  return small >= 3 || (words.length >= 3 && /[.!?…]$/u.test(line)) || (words.length > 1 && /^\p{Ll}/u.test(line));
}
