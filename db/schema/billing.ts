import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { flag, json, orgId, synced } from "./columns.ts";

export type Address = {
  line1: string | null;
  line2: string | null;
  city: string | null;
  state: string | null;
  postal_code: string | null;
  country: string | null;
};
/** What moved a customer's balance: minor units, credit in the customer's favour negative. `at` is epoch milliseconds. */
export type BalanceEntry = {
  id: string;
  at: number;
  type: string;
  amount: number;
  endingBalance: number;
  currency: string;
  invoiceId: string | null;
  creditNoteId: string | null;
};
export type Tax = { amount: number; taxableAmount: number | null; inclusive: boolean; percent: string | null };

export const stripeCustomers = sqliteTable(
  "stripe_customers",
  {
    ...synced(),
    email: text("email"),
    /** The canonical address at first sight; only while it equals `email` may another customer join through it. */
    firstEmail: text("first_email"),
    emailChangedAt: integer("email_changed_at"),
    name: text("name"),
    phone: text("phone"),
    address: json<Address>("address"),
    /** Custom fields that stand on every invoice, as Stripe keeps them: PO numbers and the like. */
    customFields: json<{ name: string; value: string }[]>("custom_fields"),
    currency: text("currency"),
    /** Minor units; negative is credit in the customer's favour. */
    balance: integer("balance").notNull().default(0),
    defaultPaymentMethodId: text("default_payment_method_id"),
  },
  (t) => [index("stripe_customers_org").on(t.orgId), index("stripe_customers_email").on(t.firstEmail)],
);

export const invoices = sqliteTable(
  "invoices",
  {
    ...synced(),
    customerId: text("customer_id"),
    number: text("number"),
    status: text("status").notNull(),
    currency: text("currency").notNull(),
    collectionMethod: text("collection_method"),
    billingReason: text("billing_reason"),
    description: text("description"),
    /** Whom it is billed to, by Stripe. */
    customerName: text("customer_name"),
    /** The start of its first line's text, and how many lines there are: lists say it of each invoice. */
    firstLine: text("first_line"),
    lineCount: integer("line_count").notNull().default(0),
    // Minor units of `currency`.
    subtotal: integer("subtotal").notNull(),
    total: integer("total").notNull(),
    totalDiscount: integer("total_discount").notNull().default(0),
    totalTax: integer("total_tax").notNull().default(0),
    amountDue: integer("amount_due").notNull(),
    amountPaid: integer("amount_paid").notNull(),
    amountRemaining: integer("amount_remaining").notNull(),
    amountOverpaid: integer("amount_overpaid").notNull().default(0),
    startingBalance: integer("starting_balance").notNull().default(0),
    preCredits: integer("pre_credits").notNull().default(0),
    postCredits: integer("post_credits").notNull().default(0),
    attemptCount: integer("attempt_count").notNull().default(0),
    // Epoch milliseconds.
    issuedAt: integer("issued_at").notNull(),
    dueAt: integer("due_at"),
    finalizedAt: integer("finalized_at"),
    paidAt: integer("paid_at"),
    nextAttemptAt: integer("next_attempt_at"),
    subscriptionId: text("subscription_id"),
    /** Taxes as Stripe sums them up: minor units, and the rate in percent where it can be told. */
    taxes: json<Tax[]>("taxes"),
    hostedUrl: text("hosted_url"),
    pdfUrl: text("pdf_url"),
    /** When people were told that it is ready. */
    toldAt: integer("told_at"),
    /** Set while `invoice-ready` is owed: the invoice is ready but no organization is there to tell yet. */
    readyOwed: flag("ready_owed").notNull().default(false),
    /** How many attempts to take the money events have told of; more than these may be news. */
    toldAttempts: integer("told_attempts").notNull().default(0),
  },
  (t) => [
    unique("invoices_org_id").on(t.orgId, t.id),
    index("invoices_org_issued").on(t.orgId, t.issuedAt, t.id),
    // With all that sums and counts are made of: the rows of an organization lie all over the file.
    index("invoices_org_status").on(t.orgId, t.status, t.deletedAt, t.currency, t.amountRemaining, t.issuedAt, t.id),
    index("invoices_customer").on(t.customerId),
    // With what it asks for, or SQLite would read all invoices of all customers rather than look at these.
    index("invoices_owing")
      .on(t.orgId, t.status, t.deletedAt, t.amountRemaining)
      .where(sql`status = 'open' and deleted_at is null and amount_remaining > 0`),
    index("invoices_failing")
      .on(t.issuedAt)
      .where(sql`status = 'open' and deleted_at is null and attempt_count > 0`),
    index("invoices_paid")
      .on(t.paidAt)
      .where(sql`paid_at is not null`),
    index("invoices_subscription").on(t.subscriptionId),
    index("invoices_open_due")
      .on(t.dueAt)
      .where(sql`status = 'open' and deleted_at is null`),
  ],
);

export const invoiceLines = sqliteTable(
  "invoice_lines",
  {
    id: text("id").notNull(),
    invoiceId: text("invoice_id").notNull(),
    orgId: orgId(),
    position: integer("position").notNull(),
    description: text("description"),
    quantity: text("quantity"),
    // Minor units; the unit amount is a decimal text, as Stripe sends it.
    unitAmount: text("unit_amount"),
    amount: integer("amount").notNull(),
    currency: text("currency").notNull(),
    periodStart: integer("period_start"),
    periodEnd: integer("period_end"),
  },
  (t) => [primaryKey({ columns: [t.invoiceId, t.id] }), index("invoice_lines_position").on(t.invoiceId, t.position)],
);

export const invoicePayments = sqliteTable(
  "invoice_payments",
  {
    ...synced(),
    invoiceId: text("invoice_id").notNull(),
    chargeId: text("charge_id"),
    paymentIntentId: text("payment_intent_id"),
    status: text("status").notNull(),
    amountPaid: integer("amount_paid"),
    amountRequested: integer("amount_requested").notNull(),
    currency: text("currency").notNull(),
    isDefault: flag("is_default").notNull(),
    createdAt: integer("created_at").notNull(),
    paidAt: integer("paid_at"),
    /** When a mail told of it, or it was settled that none will. */
    toldAt: integer("told_at"),
  },
  (t) => [
    index("invoice_payments_invoice").on(t.invoiceId),
    index("invoice_payments_intent").on(t.paymentIntentId),
    // With all that leads on to charges: the rows of an organization lie all over the file.
    index("invoice_payments_org").on(t.orgId, t.invoiceId, t.deletedAt, t.chargeId, t.paymentIntentId),
  ],
);

const isTelling = sql`deleted_at is null and (amount_refunded > 0 or status = 'pending')`;

export const charges = sqliteTable(
  "charges",
  {
    ...synced(),
    customerId: text("customer_id"),
    paymentIntentId: text("payment_intent_id"),
    status: text("status").notNull(),
    currency: text("currency").notNull(),
    amount: integer("amount").notNull(),
    amountRefunded: integer("amount_refunded").notNull(),
    methodLabel: text("method_label"),
    failureMessage: text("failure_message"),
    receiptUrl: text("receipt_url"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    index("charges_org").on(t.orgId, t.createdAt),
    index("charges_intent").on(t.paymentIntentId),
    index("charges_customer").on(t.customerId),
    // The few that change what is said of an invoice, with all that is said (`invoice-charges.ts`).
    index("charges_telling").on(t.orgId, t.id, t.status, t.amountRefunded).where(isTelling),
    index("charges_telling_intent").on(t.orgId, t.paymentIntentId, t.id, t.status, t.amountRefunded).where(isTelling),
  ],
);

export const refunds = sqliteTable(
  "refunds",
  {
    ...synced(),
    chargeId: text("charge_id"),
    paymentIntentId: text("payment_intent_id"),
    status: text("status").notNull(),
    amount: integer("amount").notNull(),
    currency: text("currency").notNull(),
    reason: text("reason"),
    failureReason: text("failure_reason"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("refunds_org").on(t.orgId), index("refunds_charge").on(t.chargeId)],
);

export const creditNotes = sqliteTable(
  "credit_notes",
  {
    ...synced(),
    customerId: text("customer_id"),
    invoiceId: text("invoice_id").notNull(),
    number: text("number"),
    status: text("status").notNull(),
    total: integer("total").notNull(),
    currency: text("currency").notNull(),
    reason: text("reason"),
    memo: text("memo"),
    issuedAt: integer("issued_at").notNull(),
    voidedAt: integer("voided_at"),
    pdfUrl: text("pdf_url"),
  },
  (t) => [
    index("credit_notes_org").on(t.orgId),
    index("credit_notes_invoice").on(t.invoiceId),
    index("credit_notes_customer").on(t.customerId),
  ],
);

/** All that moved the balance of a Stripe customer, whose id is the row's. */
export const balanceLedgers = sqliteTable("balance_ledgers", {
  ...synced(),
  /** Oldest first. */
  entries: json<BalanceEntry[]>("entries"),
});

export const disputes = sqliteTable(
  "disputes",
  {
    ...synced(),
    chargeId: text("charge_id"),
    status: text("status").notNull(),
    amount: integer("amount").notNull(),
    currency: text("currency").notNull(),
    reason: text("reason"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("disputes_org").on(t.orgId), index("disputes_charge").on(t.chargeId)],
);

export const invoicePdfs = sqliteTable(
  "invoice_pdfs",
  {
    invoiceId: text("invoice_id").primaryKey(),
    orgId: orgId().notNull(),
    sha256: text("sha256").notNull(),
    bytes: integer("bytes").notNull(),
    path: text("path").notNull(),
    /** Status, paid amount, credits and number that the file was made for. */
    sourceKey: text("source_key").notNull(),
    fetchedAt: integer("fetched_at").notNull(),
  },
  (t) => [
    unique("invoice_pdfs_org_id").on(t.orgId, t.invoiceId),
    // The file follows its invoice when staff move the customer to another organization.
    foreignKey({ columns: [t.orgId, t.invoiceId], foreignColumns: [invoices.orgId, invoices.id] })
      .onUpdate("cascade")
      .onDelete("cascade"),
  ],
);
