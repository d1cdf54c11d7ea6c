import { bounded } from "./bounded.ts";

/**
 * How many decimals Stripe's amounts have, by currency (https://docs.stripe.com/currencies#zero-decimal). Intl's own
 * digits follow ISO 4217's use today and are a hundredfold wrong for HUF, COP, IDR, ISK, LAK and UGX.
 */
export const zeroDecimal = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" ");
export const threeDecimal = "bhd jod kwd omr tnd".split(" ");
const digitsOf = new Map<string, number>([
  ...zeroDecimal.map((c) => [c, 0] as const),
  ...threeDecimal.map((c) => [c, 3] as const),
]);

/** Decimals of a currency in Stripe's amounts: 0, 2 or 3. */
export function currencyDigits(currency: string): number {
  return digitsOf.get(currency.toLowerCase()) ?? 2;
}

/** Those whose smaller unit nobody uses, so that its digits are written only where there is something in them. */
const rarelyDivided = new Set("cop huf idr isk lak ugx".split(" "));

const formats = bounded<Intl.NumberFormat>(4_000_000, () => 20_000);

/** Minor units as a decimal text, exact however large: 123456 with 2 digits is "1234.56". */
export function decimal(minorUnits: number | bigint, digits: number): string {
  const text = String(minorUnits)
    .replace("-", "")
    .padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  return `${minorUnits < 0 ? "-" : ""}${whole}${digits ? `.${text.slice(-digits)}` : ""}`;
}

/** An amount in minor units as people read it. A currency Intl does not know is written out: "12.00 XYZ1". */
export function formatMoney(minorUnits: number, currency: string, locale: string): string {
  const digits = currencyDigits(currency);
  const shown = rarelyDivided.has(currency.toLowerCase()) && minorUnits % 10 ** digits === 0 ? 0 : digits;
  const key = `${locale} ${currency} ${shown}`;
  let format = formats.get(key);
  if (!format) {
    const known = /^[a-z]{3}$/i.test(currency);
    format = new Intl.NumberFormat(locale, {
      ...(known ? { style: "currency", currency } : {}),
      minimumFractionDigits: shown,
      maximumFractionDigits: shown,
    });
    formats.keep(key, format);
  }
  const text = withMinus(format.format(decimal(minorUnits, digits) as `${number}`));
  return /^[a-z]{3}$/i.test(currency) ? text : `${text} ${currency.toUpperCase()}`;
}

/** With the sign that is as wide as a digit, where Intl writes a hyphen. */
const withMinus = (text: string) => text.replace("-", "\u2212");

/** A decimal text as digits and how many of them stand behind the point. */
function readDecimal(text: string) {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const [, sign, whole, fraction = ""] = match;
  return { digits: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

/**
 * What a quantity costs at a unit amount (minor units as decimal text, up to 12 decimals), in whole minor units, halves
 * away from nothing as Stripe rounds (https://docs.stripe.com/billing/subscriptions/decimal-amounts). Null for no decimal.
 */
export function timesUnitAmount(unitAmount: string, quantity: number): number | null {
  const unit = readDecimal(unitAmount);
  if (!unit || !Number.isSafeInteger(quantity)) return null;
  const scale = 10n ** BigInt(unit.scale);
  const product = unit.digits * BigInt(quantity);
  const half = product < 0n ? -scale / 2n : scale / 2n;
  return Number((product + half) / scale);
}

/** A unit amount as people read it, with all its decimals: "0.25" EUR cents are €0.0025. */
export function formatUnitAmount(unitAmount: string, currency: string, locale: string): string {
  const unit = readDecimal(unitAmount);
  if (!unit) return `${unitAmount} ${currency.toUpperCase()}`;
  const digits = currencyDigits(currency);
  const places = unit.scale + digits;
  const known = /^[a-z]{3}$/i.test(currency);
  const text = new Intl.NumberFormat(locale, {
    ...(known ? { style: "currency", currency } : {}),
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.min(20, places),
  }).format(decimal(unit.digits, places) as `${number}`);
  return known ? text : `${text} ${currency.toUpperCase()}`;
}
