/**
 * A path as the log may know it: without the query, and without the token of an item link, however the path is spelled
 * (the router takes any case and decodes).
 */
export function loggable(path: string): string {
  const [pathname = ""] = path.split(/[?#]/, 1);
  let plain = pathname;
  try {
    plain = decodeURIComponent(pathname);
  } catch {
    return "(badly encoded)";
  }
  plain = plain.replace(/\/{2,}/g, "/");
  return /^\/l\//i.test(plain) ? plain.replace(/^\/l\/[^/]*/i, "/l/…") : pathname;
}
