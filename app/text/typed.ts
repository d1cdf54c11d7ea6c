/** What was typed into a field: whole lines, without control characters and space around. */
export const said = (typed: Readonly<Record<string, string | undefined>>, field: string) =>
  (typed[field] ?? "")
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .trim();
