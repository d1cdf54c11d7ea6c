import { expect, it } from "vitest";
import { chooseLocale, defaultLocale, knownLocale } from "#app/text/locale.ts";

it.each(["*", "", "de-de-de", "en-12", "de-aaaaaaaa-aaaaaaaa", "xx-nonsense!"])(
  "a wish that is no locale, such as %j, is passed over",
  (tag) => {
    expect(knownLocale(tag)).toBeNull();
    expect(chooseLocale([tag])).toBe(defaultLocale);
    expect(chooseLocale([tag, "en-US"])).toBe("en-US");
  },
);
