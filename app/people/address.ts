import { normalized } from "../text/clean.ts";

/** What is looked at, in characters: an address with room around it and in other letters than it is written in here. */
const maxTypedLength = 1_000;
const separators = /[\p{C}\s"“”„«»,;:<>()[\]\\|]/u;
const domain = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/**
 * The one way an address is written in the portal, or null where the text is not exactly one address: NFKC, trimmed,
 * lower-case, at most 254 bytes, nothing in it that a mail header could read as a second recipient,
 * no dot before the @ without something on both its sides.
 */
export function canonicalAddress(text: string): string | null {
  if (text.length > maxTypedLength) return null;
  const lower = normalized(text, "NFKC", maxTypedLength).trim().toLowerCase();
  const address = normalized(lower, "NFKC", lower.length);
  if (separators.test(address) || Buffer.byteLength(address) > 254) return null;
  const [local, host, ...more] = address.split("@");
  if (!local || !host || more.length) return null;
  if (local.split(".").includes("")) return null;
  const labels = host.split(".");
  if (!labels.every((label) => domain.test(label))) return null;
  return labels.length > 1 || host === "localhost" ? address : null;
}
