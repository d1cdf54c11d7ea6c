import { sql } from "drizzle-orm";
import {
  blob,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { OrgId, PersonId } from "./ids.ts";

const orgId = () => text("org_id").$type<OrgId>();
const personId = () => text("person_id").$type<PersonId>();
const json = <T>(name: string) => text(name, { mode: "json" }).$type<T>();
const flag = (name: string) => integer(name, { mode: "boolean" });

export const roles = ["owner", "admin", "billing", "member", "accountant"] as const;
export type Role = (typeof roles)[number];

// ── Who ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const organizations = sqliteTable("organizations", {
  id: text("id").$type<OrgId>().primaryKey(),
  name: text("name").notNull(),
  /** Counts up with every change of anything the organization owns (triggers), so that pages can be validated by it. */
  version: integer("version").notNull().default(0),
  createdAt: integer("created_at").notNull(),
});

export const people = sqliteTable("people", {
  id: text("id").$type<PersonId>().primaryKey(),
  email: text("email").notNull().unique(),
  name: text("name"),
  disabledAt: integer("disabled_at"),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
});

export const memberships = sqliteTable(
  "memberships",
  {
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    personId: personId()
      .notNull()
      .references(() => people.id),
    role: text("role", { enum: roles }).notNull(),
    source: text("source", { enum: ["stripe", "invite", "staff", "feed"] }).notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.personId] }), index("memberships_person").on(t.personId)],
);

export const staff = sqliteTable("staff", {
  email: text("email").primaryKey(),
  addedBy: text("added_by").notNull(),
  createdAt: integer("created_at").notNull(),
});

export const auditLog = sqliteTable(
  "audit_log",
  {
    id: integer("id").primaryKey(),
    orgId: orgId().references(() => organizations.id),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    subject: text("subject"),
    at: integer("at").notNull(),
  },
  (t) => [index("audit_log_org").on(t.orgId, t.at)],
);

/** Things that only a person of the company can decide, shown on the staff pages. */
export const staffTasks = sqliteTable(
  "staff_tasks",
  {
    id: integer("id").primaryKey(),
    kind: text("kind").notNull(),
    subject: text("subject").notNull(),
    detail: text("detail").notNull(),
    createdAt: integer("created_at").notNull(),
    doneAt: integer("done_at"),
  },
  (t) => [
    uniqueIndex("staff_tasks_open")
      .on(t.kind, t.subject)
      .where(sql`done_at is null`),
  ],
);

// ── Sign-in ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export const challenges = sqliteTable(
  "challenges",
  {
    id: text("id").primaryKey(),
    purpose: text("purpose", { enum: ["sign-in", "sudo"] }).notNull(),
    email: text("email").notNull(),
    /** Null on a decoy: an address nobody may sign in with. */
    personId: personId().references(() => people.id),
    tokenHash: text("token_hash").unique(),
    codeHash: text("code_hash").notNull(),
    pendingHash: text("pending_hash").notNull(),
    next: text("next"),
    browser: text("browser").notNull(),
    createdAt: integer("created_at").notNull(),
    linkExpiresAt: integer("link_expires_at").notNull(),
    codeExpiresAt: integer("code_expires_at").notNull(),
    linkUsedAt: integer("link_used_at"),
    codeUsedAt: integer("code_used_at"),
    codeFailures: integer("code_failures").notNull().default(0),
  },
  (t) => [index("challenges_pending").on(t.pendingHash), index("challenges_created").on(t.createdAt)],
);

export const sessions = sqliteTable(
  "sessions",
  {
    /** sha256 of the cookie's value. */
    idHash: text("id_hash").primaryKey(),
    personId: personId()
      .notNull()
      .references(() => people.id),
    publicId: text("public_id").notNull().unique(),
    browser: text("browser").notNull(),
    createdAt: integer("created_at").notNull(),
    lastSeenAt: integer("last_seen_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    /** When the person last proved to hold the mailbox: sign-in or re-auth. */
    provenAt: integer("proven_at").notNull(),
    endedAt: integer("ended_at"),
    flash: text("flash"),
  },
  (t) => [index("sessions_person").on(t.personId, t.createdAt)],
);

export const limits = sqliteTable(
  "limits",
  {
    key: text("key").primaryKey(),
    count: integer("count").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (t) => [index("limits_expires").on(t.expiresAt)],
);

/** First results of forms that must not act twice, by the hidden key of the form. */
export const onceKeys = sqliteTable("once_keys", {
  key: text("key").primaryKey(),
  location: text("location").notNull(),
  createdAt: integer("created_at").notNull(),
});

// ── Mail and jobs ───────────────────────────────────────────────────────────────────────────────────────────────────

export const outboxStates = ["new", "sending", "sent", "delivered", "bounced", "failed", "suppressed"] as const;

export const outbox = sqliteTable(
  "outbox",
  {
    id: text("id").primaryKey(),
    orgId: orgId(),
    kind: text("kind").notNull(),
    dedupeKey: text("dedupe_key").notNull().unique(),
    recipient: text("recipient").notNull(),
    props: json<Record<string, unknown>>("props").notNull(),
    /** Codes and links, sealed; wiped once the mail is sent. */
    sealed: blob("sealed", { mode: "buffer" }),
    state: text("state", { enum: outboxStates }).notNull().default("new"),
    attempts: integer("attempts").notNull().default(0),
    notBefore: integer("not_before").notNull(),
    leaseOwner: text("lease_owner"),
    leaseUntil: integer("lease_until"),
    /** True where an earlier try may have reached the provider: ask before sending again. */
    doubtful: flag("doubtful").notNull().default(false),
    providerMessageId: text("provider_message_id"),
    error: text("error"),
    createdAt: integer("created_at").notNull(),
    sentAt: integer("sent_at"),
  },
  (t) => [
    index("outbox_due")
      .on(t.notBefore)
      .where(sql`state in ('new', 'sending')`),
    index("outbox_recipient").on(t.recipient),
  ],
);

export const suppressions = sqliteTable("suppressions", {
  email: text("email").primaryKey(),
  reason: text("reason").notNull(),
  createdAt: integer("created_at").notNull(),
});

export const itemLinks = sqliteTable(
  "item_links",
  {
    id: text("id").primaryKey(),
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    tokenHash: text("token_hash").notNull().unique(),
    kind: text("kind", { enum: ["invoice", "order"] }).notNull(),
    itemId: text("item_id").notNull(),
    email: text("email").notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    revokedAt: integer("revoked_at"),
  },
  (t) => [unique("item_links_org_id").on(t.orgId, t.id), index("item_links_item").on(t.orgId, t.kind, t.itemId)],
);

export const jobs = sqliteTable(
  "jobs",
  {
    id: integer("id").primaryKey(),
    kind: text("kind").notNull(),
    ids: json<Record<string, string>>("ids").notNull(),
    dedupeKey: text("dedupe_key"),
    notBefore: integer("not_before").notNull(),
    attempts: integer("attempts").notNull().default(0),
    leaseOwner: text("lease_owner"),
    leaseUntil: integer("lease_until"),
    parkedAt: integer("parked_at"),
    error: text("error"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    index("jobs_due")
      .on(t.notBefore)
      .where(sql`parked_at is null`),
    uniqueIndex("jobs_dedupe")
      .on(t.dedupeKey)
      .where(sql`dedupe_key is not null`),
  ],
);

// ── Stripe ──────────────────────────────────────────────────────────────────────────────────────────────────────────
// No foreign keys between synced tables: an invoice may arrive before its customer. org_id is null until the row's
// Stripe customer is linked to an organization, and so invisible to every tenant.

export const stripeEvents = sqliteTable(
  "stripe_event",
  {
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    eventId: text("event_id").notNull().unique(),
    source: text("source", { enum: ["webhook", "poll"] }).notNull(),
    style: text("style", { enum: ["snapshot", "thin"] }).notNull(),
    type: text("type").notNull(),
    apiVersion: text("api_version"),
    livemode: flag("livemode"),
    account: text("account"),
    /** Epoch seconds, as Stripe sends it. */
    created: integer("created"),
    objectType: text("object_type"),
    objectId: text("object_id"),
    payload: text("payload"),
    receivedAt: integer("received_at").notNull(),
    deliveries: integer("deliveries").notNull().default(1),
    status: text("status", { enum: ["queued", "ignored", "rejected_mode"] }).notNull(),
  },
  (t) => [index("stripe_event_received").on(t.receivedAt)],
);

export const stripeDirty = sqliteTable(
  "stripe_dirty",
  {
    objectType: text("object_type").notNull(),
    objectId: text("object_id").notNull(),
    gen: integer("gen").notNull(),
    doneGen: integer("done_gen").notNull().default(0),
    /** Epoch milliseconds of the newest event that marked it; null where no event did (backfill, reconcile). */
    eventAt: integer("event_at"),
    priority: integer("priority").notNull().default(0),
    notBefore: integer("not_before").notNull(),
    attempts: integer("attempts").notNull().default(0),
    leaseOwner: text("lease_owner"),
    leaseUntil: integer("lease_until"),
    lastError: text("last_error"),
    parkedAt: integer("parked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.objectType, t.objectId] }),
    index("stripe_dirty_due")
      .on(t.priority, t.notBefore)
      .where(sql`gen > done_gen and parked_at is null`),
  ],
);

/** One row: the observation counter. A number is taken before every request to Stripe. */
export const stripeObs = sqliteTable("stripe_obs", {
  id: integer("id").primaryKey(),
  value: integer("value").notNull(),
});

const synced = () => ({
  id: text("id").primaryKey(),
  orgId: orgId(),
  raw: text("raw"),
  rawSha: text("raw_sha"),
  obs: integer("obs").notNull(),
  deletedAt: integer("deleted_at"),
  fetchedAt: integer("fetched_at").notNull(),
  firstSeenVia: text("first_seen_via", { enum: ["event", "backfill"] }).notNull(),
});

export const stripeCustomers = sqliteTable(
  "stripe_customers",
  {
    ...synced(),
    email: text("email"),
    /** The canonical address at first sight; only while it equals `email` may another customer join through it. */
    firstEmail: text("first_email"),
    emailChangedAt: integer("email_changed_at"),
    name: text("name"),
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
    hostedUrl: text("hosted_url"),
    pdfUrl: text("pdf_url"),
    /** Set while `invoice-ready` is owed: the invoice is ready but no organization is there to tell yet. */
    readyOwed: flag("ready_owed").notNull().default(false),
  },
  (t) => [
    unique("invoices_org_id").on(t.orgId, t.id),
    index("invoices_org_issued").on(t.orgId, t.issuedAt, t.id),
    index("invoices_org_status").on(t.orgId, t.status),
    index("invoices_customer").on(t.customerId),
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
  },
  (t) => [
    index("invoice_payments_invoice").on(t.invoiceId),
    index("invoice_payments_intent").on(t.paymentIntentId),
    index("invoice_payments_org").on(t.orgId),
  ],
);

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
  ],
);

export const paymentMethods = sqliteTable(
  "payment_methods",
  {
    ...synced(),
    customerId: text("customer_id"),
    type: text("type").notNull(),
    brand: text("brand"),
    last4: text("last4"),
    expMonth: integer("exp_month"),
    expYear: integer("exp_year"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("payment_methods_org").on(t.orgId), index("payment_methods_customer").on(t.customerId)],
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

/** Which column says whose row it is. A statement of a `Tenant` or a `Self` on these must be limited by it. */
export const owners: ReadonlyMap<string, readonly string[]> = new Map([
  ["organizations", ["id"]],
  ["people", ["id"]],
  ["memberships", ["org_id", "person_id"]],
  ["audit_log", ["org_id"]],
  ["sessions", ["person_id"]],
  ["challenges", ["person_id"]],
  ["item_links", ["org_id"]],
  ["outbox", ["org_id"]],
  ["stripe_customers", ["org_id"]],
  ["invoices", ["org_id"]],
  ["invoice_lines", ["org_id"]],
  ["invoice_payments", ["org_id"]],
  ["charges", ["org_id"]],
  ["payment_methods", ["org_id"]],
  ["invoice_pdfs", ["org_id"]],
]);
