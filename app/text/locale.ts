export const defaultLocale = "en-GB";

/**
 * The locale for numbers and dates: the first in `Accept-Language` that Intl knows. Wildcards and nonsense, at which
 * Intl throws, give the default.
 */
export function localeOf(request: Request): string {
  for (const part of (request.headers.get("Accept-Language") ?? "").split(",").slice(0, 5)) {
    const tag = part.split(";")[0]!.trim();
    if (!/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(tag)) continue;
    const [known] = Intl.DateTimeFormat.supportedLocalesOf(tag);
    if (known) return known;
  }
  return defaultLocale;
}
