/** A letter, a digit or a mark that needs no escape (RFC 3986, 2.3), written as one all the same. */
const needless = /%(?:2d|2e|3\d|4[1-9a-f]|5[0-9a]|5f|6[1-9a-f]|7[0-9a]|7e)/i;
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
