import { normalized, printableLine } from "../text/clean.ts";

const maxNameLength = 100;
const maxExtensionLength = 10;

/** What follows the last dot, in lower case; "" where nothing does. */
export const extensionOf = (name: string) => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";

/**
 * A file's name as it may be shown and saved: no path, nothing that cannot be seen or turns the writing round, no dots
 * or spaces at its ends, at most 100 characters with the extension kept; "file" where nothing is left.
 */
export function cleanName(given: string): string {
  const [base = ""] = given.split(/[/\\]/).slice(-1);
  const name = printableLine(normalized(base, "NFC", 1_000)).replace(/^[. ]+|(?<![. ])[. ]+$/g, "");
  const characters = [...name];
  if (characters.length <= maxNameLength) return name || "file";
  const extension = extensionOf(name).slice(0, maxExtensionLength);
  const end = extension ? `.${extension}` : "";
  return characters.slice(0, maxNameLength - end.length).join("") + end;
}
