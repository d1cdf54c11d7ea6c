/**
 * How many decimals Stripe's amounts have, by currency (https://docs.stripe.com/currencies#zero-decimal). Intl's own
 * digits follow ISO 4217's use today and are a hundredfold wrong for HUF, COP, IDR, ISK, LAK and UGX.
 */
const zero = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" ");
const three = "bhd jod kwd omr tnd".split(" ");
const digitsOf = new Map<string, number>([...zero.map((c) => [c, 0] as const), ...three.map((c) => [c, 3] as const)]);

/** Decimals of a currency in Stripe's amounts: 0, 2 or 3. */
export function currencyDigits(currency: string): number {
  return digitsOf.get(currency.toLowerCase()) ?? 2;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Minor units as a decimal text, exact however large: 123456 with 2 digits is "1234.56". */
function decimal(minorUnits: number, digits: number): string {
  const text = String(Math.abs(minorUnits)).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  return `${minorUnits < 0 ? "-" : ""}${whole}${digits ? `.${text.slice(-digits)}` : ""}`;
}

/** An amount in minor units as people read it. A currency Intl does not know is written out: "12.00 XYZ1". */
export function formatMoney(minorUnits: number, currency: string, locale: string): string {
  const digits = currencyDigits(currency);
  const key = `${locale} ${currency}`;
  let format = formats.get(key);
  if (!format) {
    const known = /^[a-z]{3}$/i.test(currency);
    format = new Intl.NumberFormat(locale, {
      ...(known ? { style: "currency", currency } : {}),
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  const text = format.format(decimal(minorUnits, digits) as `${number}`);
  return /^[a-z]{3}$/i.test(currency) ? text : `${text} ${currency.toUpperCase()}`;
}
