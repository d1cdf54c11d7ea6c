/** A letter, a digit or a mark that needs no escape (RFC 3986, 2.3), written as one all the same. */
const needless = /%(?:2d|2e|3\d|4[1-9a-f]|5[0-9a]|5f|6[1-9a-f]|7[0-9a]|7e)/i;
/** What mail programs and people take along behind a link. */
const withMore = /^(\/l\/[\w-]{43}(?:\/[a-z]+)?)(?:(?:[/.,;:)>\]'"]|%(?:2[029]|3[ce]))+|&.*)$/i;
const itemPath = /^\/l\/[^/%]+(?:\/[a-z]+)?$/;

/**
 * Whether a request's target, as it was sent, names its page in the one way that our links do. Of many spellings some
 * would go past what is bound to a path: a limit, a rule of the log.
 */
export function isPlainPath(target: string): boolean {
  const [path = ""] = target.split(/[?#]/, 1);
  const base = "http://localhost";
  if (!path.startsWith("/") || path.includes("//") || needless.test(path)) return false;
  if (!URL.canParse(path, base) || new URL(path, base).pathname !== path) return false;
  try {
    decodeURIComponent(path);
  } catch {
    return false;
  }
  return !path.startsWith("/l/") || itemPath.test(path);
}

/** The item link that a target means where there is a little more behind it, such as the full stop of its sentence; else null. */
export const itemPathIn = (target: string): string | null => withMore.exec(target)?.[1] ?? null;
