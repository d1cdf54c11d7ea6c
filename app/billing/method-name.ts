const names: Readonly<Record<string, string>> = {
  amex: "American Express",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
  eftpos_au: "eftpos",
  sepa_debit: "SEPA Direct Debit",
  us_bank_account: "Bank account",
  bacs_debit: "Bacs Direct Debit",
  au_becs_debit: "BECS Direct Debit",
  acss_debit: "Pre-authorized debit",
  customer_balance: "Bank transfer",
  ideal: "iDEAL",
  p24: "Przelewy24",
  eps: "EPS",
  paypal: "PayPal",
  cashapp: "Cash App Pay",
  amazon_pay: "Amazon Pay",
};

/** A brand or a type as people write it, from Stripe's word. */
function brandName(word: string): string {
  return names[word] ?? word.charAt(0).toUpperCase() + word.slice(1).replaceAll("_", " ");
}

/** A payment method in words, like `Visa •••• 4242`; null where nothing is known of it. */
export function methodName(facts: { type: string | null; brand: string | null; last4: string | null }): string | null {
  const { type, brand, last4 } = facts;
  const word = brand && brand !== "unknown" ? brand : type;
  return word ? [brandName(word), last4 && `•••• ${last4}`].filter(Boolean).join(" ") : null;
}
