import { isCountry } from "./countries.ts";
import { languages } from "./words.ts";

/** The company's. */
export const defaultLocale = "en-GB";

/**
 * The locale that somebody is spoken to in: the first of these in a language that there are words in; the company's
 * where none is. Numbers and dates follow it, so that no sentence is half in one language and half in another.
 */
export const chooseLocale = (wished: readonly string[]): string => firstSpoken(wished) ?? defaultLocale;

/**
 * The first locale of these in a language that there are words in, or null. A language without a country is taken for the
 * company's own; scripts and variants count for nothing, or there would be as many locales as somebody makes up.
 */
export function firstSpoken(wished: readonly string[]): string | null {
  for (const tag of wished) {
    const { language, region = "" } = new Intl.Locale(knownLocale(tag) ?? "und");
    if (!languages.some((one) => one === language)) continue;
    const locale = isCountry(region) ? `${language}-${region}` : language;
    return defaultLocale.startsWith(`${locale}-`) ? defaultLocale : locale;
  }
  return null;
}

/** A locale as Intl writes it; null for one that it does not know, wildcards and nonsense, at which it throws. */
export function knownLocale(tag: string): string | null {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(tag)) return null;
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The first locales in `Accept-Language`, as they stand there. */
const wishedLocales = (request: Request) =>
  (request.headers.get("Accept-Language") ?? "")
    .split(",", 5)
    .map((part) => part.split(";")[0]!.trim())
    .filter(Boolean);

/** The first locale that a browser asks for and there are words in, or null. */
export const askedLocale = (request: Request) => firstSpoken(wishedLocales(request));

/** The locale of a page. */
export const localeOf = (request: Request) => askedLocale(request) ?? defaultLocale;

/** What a browser wishes for first, for those who speak more languages than we do; the company's where it is silent. */
export const firstWish = (request: Request) => wishedLocales(request)[0] ?? defaultLocale;
