import { and, inArray, notInArray, or, sql, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { invoiceLines, invoices } from "#db/schema/billing.ts";
import { orders } from "#db/schema/orders.ts";
import type { Tenant } from "#db/tenant.ts";
import { threeDecimal, zeroDecimal } from "../text/money.ts";

type Decimal = { whole: string; fraction: string };

const codes: Record<string, string> = { "€": "eur", "£": "gbp" };

/** The currency that stands beside a number; null for any, undefined where the text there is no currency at all. */
function currencyIn(beside: string): string | null | undefined {
  const name = beside.replace(/[\s\p{Pd}−+().]/gu, "");
  if (!name) return null;
  if (codes[name]) return codes[name];
  if (/^[a-z]{3}$/i.test(name)) return name.toLowerCase();
  return /^\p{L}{0,3}\p{Sc}\p{L}{0,3}$|^\p{L}{1,2}$/u.test(name) ? null : undefined;
}

/** What the digits can mean: "1.234" is 1234 as much as 1.234, everything else is one amount. */
function readings(digits: string): Decimal[] {
  const plain = digits.replace(/[\s'’]/g, "");
  const separators = plain.match(/[.,]/g) ?? [];
  const whole = { whole: plain.replace(/[.,]/g, ""), fraction: "" };
  if (!separators.length) return [whole];
  const last = separators.at(-1)!;
  const at = plain.lastIndexOf(last);
  const decimal = { whole: plain.slice(0, at).replace(/[.,]/g, "") || "0", fraction: plain.slice(at + 1) };
  if (separators.filter((separator) => separator === last).length > 1) return [whole];
  return separators.length === 1 && decimal.fraction.length === 3 ? [decimal, whole] : [decimal];
}

/** The amount that a search may mean, written as in any country: "1.234,56", "1,234.56 EUR", "€ 96"; null for none. */
export function readAmount(text: string): { currency: string | null; readings: Decimal[] } | null {
  const [, before = "", digits, after = ""] = /^([^\d.,]*)(\d[\d.,\s'’]*|[.,]\d+)(\D*)$/u.exec(text) ?? [];
  const [left, right] = [currencyIn(before), currencyIn(after)];
  if (digits === undefined || left === undefined || right === undefined) return null;
  return { currency: left ?? right, readings: readings(digits) };
}

/** In minor units of a currency with so many decimals; null where it has fewer than were written: "1.000" is no euro. */
export function minorUnits({ whole, fraction }: Decimal, digits: number): number | null {
  if (fraction.length > digits) return null;
  const units = Number(whole + fraction.padEnd(digits, "0"));
  return Number.isSafeInteger(units) ? units : null;
}

const kinds = [
  { digits: 0, among: inArray(invoices.currency, zeroDecimal) },
  { digits: 2, among: notInArray(invoices.currency, [...zeroDecimal, ...threeDecimal]) },
  { digits: 3, among: inArray(invoices.currency, threeDecimal) },
];

function hasAmount(text: string): SQL | undefined {
  const amount = readAmount(text);
  if (!amount) return undefined;
  const matches = kinds.map(({ digits, among }) => {
    const units = amount.readings.map((reading) => minorUnits(reading, digits)).filter((value) => value !== null);
    if (!units.length) return undefined;
    return and(among, or(inArray(sql`abs(${invoices.total})`, units), inArray(sql`abs(${invoices.amountDue})`, units)));
  });
  if (!matches.some(Boolean)) return undefined;
  return and(or(...matches), amount.currency ? sql`${invoices.currency} = ${amount.currency}` : undefined);
}

/**
 * Invoices whose number holds the text, however it is spaced, or whose total or amount due it is; or one of whose lines,
 * own fields (a PO number) or orders' references holds it.
 */
export function matchesSearch(text: string, { orgId }: Tenant): SQL {
  const words = text.toLowerCase();
  const holds = (where: SQL | SQLiteColumn) => sql`instr(lower(${where}), ${words}) > 0`;
  const value = (place: number) =>
    sql`coalesce(json_extract(${invoices.raw}, ${sql.raw(`'$.custom_fields[${place}].value'`)}), '')`;
  const needle = text.toLowerCase().replace(/[\s\p{Pd}#]/gu, "") || text;
  return or(
    sql`instr(replace(replace(lower(${invoices.number}), '-', ''), ' ', ''), ${needle}) > 0`,
    hasAmount(text),
    sql`exists (select 1 from ${invoiceLines} where ${invoiceLines.orgId} = ${orgId}
      and ${invoiceLines.invoiceId} = ${invoices.id} and ${holds(invoiceLines.description)})`,
    holds(sql.join([0, 1, 2, 3].map(value), sql` || ' ' || `)),
    sql`exists (select 1 from ${orders} where ${orders.orgId} = ${orgId}
      and ${orders.invoiceId} = ${invoices.id} and ${holds(orders.reference)})`,
  )!;
}
