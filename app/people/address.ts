const separators = /[\p{C}\s"“”„«»,;:<>()[\]\\|]/u;
const domain = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/**
 * The one way an address is written in the portal, or null where the text is not exactly one address: NFKC, trimmed,
 * lower-case, at most 254 bytes, nothing in it that a mail header could read as a second recipient.
 */
export function canonicalAddress(text: string): string | null {
  const address = text.normalize("NFKC").trim().toLowerCase().normalize("NFKC");
  if (separators.test(address) || Buffer.byteLength(address) > 254) return null;
  const [local, host, ...more] = address.split("@");
  if (!local || !host || more.length) return null;
  const labels = host.split(".");
  if (!labels.every((label) => domain.test(label))) return null;
  return labels.length > 1 || host === "localhost" ? address : null;
}
