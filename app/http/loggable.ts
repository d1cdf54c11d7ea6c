const longest = 500;

/** As the router, a proxy or somebody who reads the log may read it: unescaped until nothing changes. */
function unescaped(path: string): string {
  let plain = path;
  for (let before = ""; before !== plain;) {
    before = plain;
    plain = decodeURIComponent(plain);
  }
  return plain.replace(/[/\\]{2,}|\\/g, "/");
}

/**
 * A path as the log may know it: without the query, without the token of a mailed link, however the path is spelled,
 * without anything as long as a token, and without the names that the feed calls things by, which may be addresses.
 */
export function loggable(path: string): string {
  const pathname = path.split(/[?#]/, 1)[0]!.slice(0, longest);
  let plain: string;
  try {
    plain = unescaped(pathname);
  } catch {
    return "(badly encoded)";
  }
  const call = /^\/api\/v1\/(organizations|people|orders)\/./.exec(plain);
  if (call) return `/api/v1/${call[1]}/…`;
  const told = plain.replace(/(^|\/)(l|u)\/[^/]*/gi, "$1$2/…").replace(/[\w-]{40,}/g, "…");
  return told === plain ? pathname : told;
}
