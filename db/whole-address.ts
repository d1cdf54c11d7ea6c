/** What an address may go on with, before or after: then it is another's. */
const before = String.raw`[\p{L}\p{N}.!#$%&'*+/?^_{|}~-]`;
const after = String.raw`\.?[\p{L}\p{N}-]`;
/** Text in JSON begins a line with a letter. */
const lineInJson = String.raw`(?<=\\[nrt])`;

/**
 * Puts something else in an address's place, wherever a text holds it whole: anna@acme.example is not in
 * hanna@acme.example. For statements, as `replace_address`.
 */
export function replaceAddress(text: unknown, email: unknown, by: unknown): string | null {
  if (typeof text !== "string" || typeof email !== "string") return null;
  const address = email.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  const whole = new RegExp(`(?:(?<!${before})|${lineInJson})${address}(?!${after})`, "gu");
  return text.replace(whole, () => String(by));
}
