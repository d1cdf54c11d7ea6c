import { int, type Params } from "../params.ts";
import type { Charge, Metadata, PaymentMethod } from "../wire.ts";
import type { World } from "../world.ts";

export type CardInput = {
  number?: string;
  exp_month?: number;
  exp_year?: number;
  cvc?: string;
  last4?: string;
  brand?: string;
};

export type PaymentMethodInput = {
  type?: "card" | "sepa_debit" | "us_bank_account" | "link";
  card?: CardInput;
  sepa_debit?: { iban?: string };
  us_bank_account?: { account_number?: string; bank_name?: string };
  link?: { email?: string };
  billing_details?: { name?: string; email?: string; phone?: string; address?: Params };
  metadata?: Metadata;
  /** For seeding only: `card_…` makes a legacy method; with a customer it is attached at once. */
  id?: string;
  created?: number;
  customer?: string;
};

const BRANDS: Record<string, string> = { "3": "amex", "4": "visa", "5": "mastercard", "6": "discover" };

/** What a method of the type is: a card, an account at a bank, or Stripe's own wallet. */
export function means(world: World, type: string, input: PaymentMethodInput): Partial<PaymentMethod> {
  if (type === "card") return { card: card(world, input.card ?? {}) };
  if (type === "sepa_debit") return { sepa_debit: sepa(world, input.sepa_debit?.iban) };
  if (type === "us_bank_account") return { us_bank_account: bank(world, input.us_bank_account ?? {}) };
  return type === "link" ? { link: { email: input.link?.email ?? input.billing_details?.email ?? null } } : {};
}

function card(world: World, input: CardInput): NonNullable<PaymentMethod["card"]> {
  const number = String(input.number ?? `4242424242${"42".repeat(3)}`);
  const brand = input.brand ?? BRANDS[number[0]!] ?? "unknown";
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "US",
    display_brand: brand,
    exp_month: int(input.exp_month, "card[exp_month]") ?? 12,
    exp_year: int(input.exp_year, "card[exp_year]") ?? 2034,
    fingerprint: fingerprint(world),
    funding: "credit",
    generated_from: null,
    last4: input.last4 ?? number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function sepa(world: World, iban = "DE89370400440532013000"): NonNullable<PaymentMethod["sepa_debit"]> {
  return {
    bank_code: iban.slice(4, 12),
    branch_code: "",
    country: iban.slice(0, 2),
    fingerprint: fingerprint(world),
    generated_from: { charge: null, setup_attempt: null },
    last4: iban.slice(-4),
  };
}

function bank(
  world: World,
  { account_number = "000123456789", bank_name = "STRIPE TEST BANK" }: { account_number?: string; bank_name?: string },
): NonNullable<PaymentMethod["us_bank_account"]> {
  return {
    account_holder_type: "company",
    account_type: "checking",
    bank_name,
    financial_connections_account: null,
    fingerprint: fingerprint(world),
    last4: account_number.slice(-4),
    networks: { preferred: "ach", supported: ["ach"] },
    routing_number: "110000000",
    status_details: {},
  };
}

const fingerprint = (world: World) => world.id("f").slice(2, 18);

/** What a charge remembers of its method, even after the method is gone. */
export function chargedMeans(method: PaymentMethod | null, amount: number): Charge["payment_method_details"] {
  if (!method) return null;
  if (method.card) return { card: chargedCard(method.card, amount), type: "card" };
  if (method.sepa_debit) {
    const { bank_code, branch_code, country, fingerprint, last4 } = method.sepa_debit;
    return { sepa_debit: { bank_code, branch_code, country, fingerprint, last4, mandate: null }, type: "sepa_debit" };
  }
  if (method.us_bank_account) {
    const { account_holder_type, account_type, bank_name, ...rest } = method.us_bank_account;
    const { fingerprint, last4, routing_number } = rest;
    const holder = { account_holder_type, account_type, bank_name };
    return {
      us_bank_account: { ...holder, fingerprint, last4, payment_reference: null, routing_number },
      type: "us_bank_account",
    };
  }
  return { ...(method.type === "link" && { link: { country: null } }), type: method.type };
}

type ChargedCard = NonNullable<NonNullable<Charge["payment_method_details"]>["card"]>;

function chargedCard(card: NonNullable<PaymentMethod["card"]>, amount: number): ChargedCard {
  const { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4 } = card;
  return {
    amount_authorized: amount,
    authorization_code: null,
    brand,
    checks,
    country,
    electronic_commerce_indicator: null,
    exp_month,
    exp_year,
    fingerprint,
    funding,
    installments: null,
    last4,
    mandate: null,
    network: brand,
    network_transaction_id: null,
    regulated_status: null,
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
}
