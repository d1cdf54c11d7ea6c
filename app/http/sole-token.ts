/** The token of a mailed link that has nothing else in its query, or null. */
export function soleToken(request: Request): string | null {
  const [[name, token] = [], ...more] = [...new URL(request.url).searchParams];
  return name === "token" && token && !more.length && /^[\w-]{43}$/.test(token) ? token : null;
}
