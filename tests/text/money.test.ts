import { describe, expect, it } from "vitest";
import { brandColours, contrast } from "#app/http/brand.ts";
import { currencyDigits, formatMoney, formatUnitAmount, timesUnitAmount } from "#app/text/money.ts";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("money", () => {
  it.each([
    ["jpy", 500, "JP¥500"],
    ["kwd", 5120, "KWD 5.120"],
    ["isk", 500, "ISK 5"],
    ["huf", 150000, "HUF 1,500"],
    ["huf", 150033, "HUF 1,500.33"],
    ["cop", 150000, "COP 1,500"],
    ["eur", -1250, "−€12.50"],
    ["eur", 0, "€0.00"],
    ["usd", 9007199254740991, "US$90,071,992,547,409.91"],
  ])("%s %i is %s", (currency, minorUnits, text) => {
    expect(plain(formatMoney(minorUnits, currency, "en-GB"))).toBe(text);
  });

  it("has the digits that Stripe uses, not Intl's", () => {
    expect(["bif", "JPY", "xpf"].map(currencyDigits)).toEqual([0, 0, 0]);
    expect(["bhd", "tnd"].map(currencyDigits)).toEqual([3, 3]);
    expect(["huf", "isk", "lak", "idr", "ugx", "eur"].map(currencyDigits)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it("writes out a currency that is none", () => {
    expect(formatMoney(1234, "credits", "en-GB")).toBe("12.34 CREDITS");
  });
});

describe("the brand", () => {
  it.each(["#1f5eff", "#ffff00", "#000000", "#ffffff", "#7f7f7f", "#00ff88", "#ff0000", "#7a1220"])(
    "%s leaves every text readable",
    (accent) => {
      const colours = brandColours(accent);
      const pair = (value: string) => /light-dark\((#\w+),(#\w+)\)/.exec(value)!.slice(1) as [string, string];
      const [[link, linkDark], [wash, washDark]] = [pair(colours.link), pair(colours.wash)];
      const [fillings, inks] = [pair(colours.accent), pair(colours["accent-ink"])];
      fillings.forEach((filling, at) => expect(contrast(filling, inks[at]!)).toBeGreaterThanOrEqual(4.5));
      for (const ground of ["#111318", "#1a1d24"]) expect(contrast(fillings[1], ground)).toBeGreaterThanOrEqual(3);
      for (const ground of ["#ffffff", "#f6f6f4", wash]) expect(contrast(link, ground)).toBeGreaterThanOrEqual(4.5);
      for (const ground of ["#111318", "#1a1d24", washDark])
        expect(contrast(linkDark, ground)).toBeGreaterThanOrEqual(4.5);
      for (const [ink, ground] of [
        ["#16181d", wash],
        ["#5a6070", wash],
        ["#eceef2", washDark],
        ["#a3a9b8", washDark],
      ] as const) {
        expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );
});

describe("a unit amount", () => {
  it.each([
    ["1200", 10, 12000],
    ["0.25", 1000, 250],
    ["0.5", 1, 1],
    ["0.499999999999", 1, 0],
    ["-0.5", 1, -1],
    ["33.333333333333", 3, 100],
    ["999999999999.999999999999", 2, 2000000000000],
  ])("of %s times %d is %d, exact to the minor unit", (unitAmount, quantity, amount) => {
    expect(timesUnitAmount(unitAmount, quantity)).toBe(amount);
  });

  it.each([
    ["1200", "eur", "€12.00"],
    ["0.25", "eur", "€0.0025"],
    ["1250.5", "eur", "€12.505"],
    ["0.5", "jpy", "JP¥0.5"],
    ["5120", "kwd", "KWD\u00a05.120"],
    ["150000", "huf", "HUF\u00a01,500.00"],
    ["nonsense", "eur", "nonsense EUR"],
  ])("of %s %s reads %s", (unitAmount, currency, words) => {
    expect(formatUnitAmount(unitAmount, currency, "en-GB")).toBe(words);
  });

  it("that is no decimal gives no sum", () => expect(timesUnitAmount("nonsense", 2)).toBeNull());
});
