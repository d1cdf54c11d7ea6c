import fc from "fast-check";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFilter } from "#app/billing/invoice-filter.ts";
import { minorUnits, readAmount } from "#app/billing/invoice-search.ts";
import { invoiceStatus, midnightOf, statusExpression } from "#app/billing/invoice-status.ts";
import { currencyDigits, formatMoney } from "#app/text/money.ts";
import { invoices } from "#db/schema/billing.ts";
import { addInvoice } from "#tests/rows.ts";
import { monday, openTown } from "#tests/world.ts";

const midnight = Date.UTC(2026, 10, 23);
let town: ReturnType<typeof openTown>;
beforeAll(() => void (town = openTown()));
afterAll(() => town.close());

describe("an invoice's status", () => {
  it("is the same in SQL as in code, for every combination of facts", () => {
    const id = addInvoice(town, town.acme);
    const seen = new Set<string>();
    const methods = [
      [null, false],
      ["send_invoice", false],
      ["charge_automatically", false],
      ["charge_automatically", true],
    ] as const;
    town.connection.sqlite.exec("begin");
    for (const status of ["open", "paid", "void", "uncollectible", "settled_in_2031"])
      for (const dueAt of [null, midnight - 1, midnight, monday - 1, monday + 1])
        for (const amountPaid of [0, 500])
          for (const amountRemaining of [-1, 0, 500])
            for (const amountRefunded of [0, 500, 600])
              for (const attemptCount of [0, 1])
                for (const [collectionMethod, isUnderWay] of methods) {
                  const facts = { status, dueAt, amountPaid, amountRemaining, attemptCount, collectionMethod };
                  town.system.db.update(invoices).set(facts).where(eq(invoices.id, id)).run();
                  const came = { refunded: sql`${amountRefunded}`, underWay: sql`${Number(isUnderWay)}` };
                  const found = town.system.db
                    .select({ status: sql<string>`${statusExpression(came, midnightOf(monday))}` })
                    .from(invoices)
                    .where(eq(invoices.id, id))
                    .get()!.status;
                  const said = invoiceStatus({ ...facts, amountRefunded, isUnderWay }, monday);
                  seen.add(said);
                  if (found !== said) expect({ ...facts, amountRefunded, isUnderWay, found }).toEqual({ found: said });
                }
    town.connection.sqlite.exec("rollback");
    expect([...seen].sort()).toEqual(["due", "failed", "overdue", "paid", "refunded", "void", "written-off"]);
  });
});

describe("an amount in a search", () => {
  const cents = (text: string, digits = 2) => readAmount(text)?.readings.map((reading) => minorUnits(reading, digits));

  it.each([
    ["1.234,56", [123456]],
    ["1,234.56", [123456]],
    ["1234.56 EUR", [123456]],
    ["€ 96", [9600]],
    ["96€", [9600]],
    ["-96,5", [9650]],
    ["1 234,50", [123450]],
    ["1'234.50 CHF", [123450]],
    ["1.234.567", [123456700]],
    ["1.234", [null, 123400]],
    ["12.345", [null, 1234500]],
    ["1,000", [null, 100000]],
    ["1.230", [null, 123000]],
    [".5", [50]],
    ["96.", [9600]],
    ["US$ 12", [1200]],
    ["120 kr", [12000]],
    ["99999999999999999999", [null]],
  ])("%s", (text, units) => expect(cents(text)).toEqual(units));

  it("with three decimals is one of a currency that has three", () => {
    expect(cents("1,000", 3)).toEqual([1000, 1_000_000]);
    expect(cents("1.230", 3)).toEqual([1230, 1_230_000]);
  });

  it("knows the currency it names", () => {
    expect(readAmount("1234.56 eur")?.currency).toBe("eur");
    expect(readAmount("£5")?.currency).toBe("gbp");
    expect(readAmount("$5")?.currency).toBeNull();
  });

  it("is none in other words", () => {
    for (const text of ["invoice 1042", "chairs", "1042/2026", ""]) expect(readAmount(text)).toBeNull();
  });

  it("is understood as any locale writes it, in currencies of no, two and three decimals", () => {
    const locales = fc.constantFrom("en-US", "de-DE", "fr-FR", "de-CH", "sv-SE", "es-ES", "pl-PL", "en-IN", "ja-JP");
    const currencies = fc.constantFrom("eur", "usd", "gbp", "jpy", "kwd", "huf", "chf");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), currencies, locales, (amount, currency, locale) => {
        const digits = currencyDigits(currency);
        const read = readAmount(formatMoney(amount, currency, locale).normalize("NFKC").replace(/\s/g, " "));
        expect(read?.readings.map((reading) => minorUnits(reading, digits))).toContain(amount);
      }),
    );
  });
});

it("a filter takes nonsense for none", () => {
  const read = (query: string) => readFilter(new URLSearchParams(query));
  expect(read("year=2026&status=written-off&q= inv  7 ")).toEqual({ year: 2026, status: "written-off", q: "inv 7" });
  for (const query of ["", "year=20x6&status=toString&q=%00", "year=0026&status=draft&q=", "year=99999&status=&q=%20"])
    expect(read(query)).toEqual({ year: null, status: null, q: null });
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (q) => {
      expect((readFilter({ get: () => q }).q ?? "").length).toBeLessThanOrEqual(60);
    }),
  );
});
