const WITHOUT_DECIMALS = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "));
const WITH_THREE = new Set("BHD JOD KWD OMR TND".split(" "));

/** Minor units as people read them, such as `EUR 1,234.50`; digits by Stripe's currencies, not by Intl's. */
export function money(minorUnits: number, currency: string): string {
  const code = currency.toUpperCase();
  const digits = WITHOUT_DECIMALS.has(code) ? 0 : WITH_THREE.has(code) ? 3 : 2;
  const number = (minorUnits / 10 ** digits).toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${code} ${number}`;
}

export function day(seconds: number | null): string {
  return seconds === null ? "" : new Date(seconds * 1000).toISOString().slice(0, 10);
}
