const plainPath = /^\/(?:[A-Za-z0-9\-._~!$'()*+,;=:@/?]|&|%[0-9A-Fa-f]{2})*$/;
const hidden = /%(?:2f|5c|25|[01][0-9a-f]|7f)/i;
const doors = /^\/(?:sign-(?:in|out)|sso|invite|welcome|address\/undo|departure|me\/confirm)(?:[/.]|$)/i;

/**
 * Where to go after sign-in, if it is a page of this portal: path and query on our own origin, or null. Own character
 * set, parsed, no `//` once the dots are resolved, and never to a door: signing in or out, an invitation, a proof.
 */
export function safeNext(next: string | null | undefined, appUrl: string): string | null {
  if (!next || next.length > 2_000 || !plainPath.test(next) || !URL.canParse(next, appUrl)) return null;
  const url = new URL(next, appUrl);
  if (url.origin !== appUrl || url.pathname.includes("//") || hidden.test(url.pathname)) return null;
  try {
    if (doors.test(decodeURIComponent(url.pathname))) return null;
  } catch {
    return null;
  }
  return url.pathname + url.search;
}
