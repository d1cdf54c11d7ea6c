import { cleanLines } from "./clean.ts";

/** What was typed into a field: clean lines without space around; "" where there is no such field. */
export const typedText = (typed: Readonly<Record<string, string | undefined>>, field: string) =>
  cleanLines(typed[field] ?? "").trim();
