/**
 * A path as the log may know it: without the query, without the token of an item link, however the path is spelled
 * (the router takes any case and decodes), and without the names that the feed calls things by, which may be addresses.
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
  const call = /^\/api\/v1\/(organizations|people|orders)\/./.exec(plain);
  if (call) return `/api/v1/${call[1]}/…`;
  return /^\/l\//i.test(plain) ? plain.replace(/^\/l\/[^/]*/i, "/l/…") : pathname;
}
