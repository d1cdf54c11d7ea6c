import { expect, it } from "vitest";
import { countryName } from "#app/text/countries.ts";
import { formatFor } from "#app/text/format.ts";
import { chooseLocale, defaultLocale, knownLocale, localeOf } from "#app/text/locale.ts";

const request = (language: string) =>
  new Request("https://portal.example", { headers: { "Accept-Language": language } });

it.each(["*", "", "de-de-de", "en-12", "de-aaaaaaaa-aaaaaaaa", "xx-nonsense!"])(
  "a wish that is no locale, such as %j, is passed over",
  (tag) => {
    expect(knownLocale(tag)).toBeNull();
    expect(chooseLocale([tag])).toBe(defaultLocale);
    expect(chooseLocale([tag, "en-US"])).toBe("en-US");
  },
);

it("20,000 made-up languages are as many locales as there are countries at most, and take no more memory than those", () => {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const madeUp = Array.from({ length: 20_000 }, (_, n) => {
    const at = (place: number) => letters[Math.floor(n / 26 ** place) % 26];
    return `en-q${at(2)}${at(1)}${at(0)}-${at(4)}${at(3)}-variant${n % 10}`;
  });
  const before = process.memoryUsage().rss;
  const locales = new Set(madeUp.map((tag) => localeOf(request(tag))));
  for (const locale of locales) {
    formatFor(locale).money(1, "eur");
    countryName("DE", locale);
  }
  expect(locales.size).toBeLessThan(260);
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
});

it.each([
  ["en", "en-GB"],
  ["en-US", "en-US"],
  ["en-Latn-US-posix", "en-US"],
  ["en-150", "en-GB"],
])("%s is spoken to as %s", (tag, locale) => expect(chooseLocale([tag])).toBe(locale));

it.each([
  ["en-US", "Nov 29, 2026, 9:05 AM UTC"],
  ["en-GB", "29 Nov 2026, 09:05 UTC"],
  ["de", "29. Nov. 2026, 09:05 UTC"],
])("a time in %s is written as its people write it", (locale, time) => {
  expect(
    formatFor(locale)
      .dateTime(new Date(2026, 10, 29, 9, 5).getTime())
      .replace(/\s/g, " "),
  ).toBe(time);
});
