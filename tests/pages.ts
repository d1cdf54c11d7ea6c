import { addPayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { nextSaving, saveChange, settleChange } from "#app/billing/detail-changes.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { accountPages } from "./account/account-pages.ts";
import { notificationPages } from "./notifications/notification-pages.ts";
import { orderPages } from "./orders/order-pages.ts";
import { addCreditNote, addPayment } from "./billing/payment-rows.ts";
import { addAddress } from "./people/person-rows.ts";
import { addInvoice } from "./rows.ts";
import { requestPages } from "./requests/request-pages.ts";
import { staffPages } from "./staff/staff-pages.ts";
import { invitePages } from "./team/invite-pages.ts";
import { addCustomer, addMethod, addSubscription } from "./billing/subscription-rows.ts";
import { monday, type openTown } from "./world.ts";

type Town = ReturnType<typeof openTown>;
type Who = "ada" | "bo" | "ben" | "ann" | "zoe" | "sam" | null;
export type PageCase = { name: string; path: string; as: Who; status?: number };

const day = 86_400_000;

/** Furnishes Acme with a year of invoices and names every page a customer can come to, full and empty. */
export function everyPage(town: Town): PageCase[] {
  const { acme, zebra } = town;
  const invoice = addInvoice(
    town,
    acme,
    {
      number: "INV-1042",
      dueAt: monday + 7 * day,
      total: 123456,
      subtotal: 103745,
      totalTax: 19711,
      amountRemaining: 123456,
    },
    [
      { description: "Oak chair, natural oil", quantity: "6", unitAmount: "17000", amount: 102000 },
      {
        description: "Delivery by two people, to Hafenstr. 4, Hamburg",
        amount: 1745,
        periodStart: monday,
        periodEnd: monday + day,
      },
    ],
  );
  addInvoice(town, acme, {
    number: "INV-1031",
    dueAt: monday - 7 * day,
    total: 123456,
    amountPaid: 50000,
    amountRemaining: 73456,
    issuedAt: monday - 20 * day,
  });
  for (let n = 0; n < 40; n++) {
    addInvoice(town, acme, {
      number: `INV-${1020 - n}`,
      status: n % 7 ? "paid" : "void",
      amountRemaining: 0,
      issuedAt: monday - (30 + n) * day,
    });
  }
  const link = (at: number) =>
    createItemLink(town.system.within(acme), { kind: "invoice", itemId: invoice, email: town.bo.email }, at);
  furnishSubscriptions(town);
  const eventful = addEventfulInvoice(town);
  const long = addInvoice(
    town,
    acme,
    { number: "INV-251", subscriptionId: "sub_late" },
    Array.from({ length: 251 }, (_, n) => ({
      description: `Chair no. ${n + 1}, ${["oak", "ash", "birch", "elm"][n % 4]}, delivered to house ${(n * 37) % 101}`,
      quantity: String((n % 7) + 1),
      unitAmount: String(1000 + 37 * n),
      amount: 12345 + 991 * n,
      periodStart: monday - n * day,
      periodEnd: monday + n * day,
    })),
  );
  const broken = addInvoice(
    town,
    acme,
    { status: "something_new", currency: "xyz1", raw: "{}", taxes: null, amountRemaining: -1, customerId: null },
    [],
  );
  const linkToLong = createItemLink(
    town.system.within(acme),
    { kind: "invoice", itemId: long, email: town.bo.email },
    monday,
  );
  const expired = link(monday - 91 * day);
  const ownAddress = encodeURIComponent(addAddress(town, town.ada.id, "ada.lovelace+chairs@home.example"));
  return [
    { name: "home", path: `/o/${acme}`, as: "ada" },
    { name: "home, empty", path: `/o/${zebra}`, as: "zoe" },
    { name: "home, member", path: `/o/${acme}`, as: "ben" },
    { name: "billing", path: `/o/${acme}/billing`, as: "ada" },
    { name: "billing, empty", path: `/o/${zebra}/billing`, as: "zoe" },
    { name: "billing, older", path: `/o/${acme}/billing?after=${monday - 40 * day}_in_none`, as: "ada" },
    { name: "billing, filtered", path: `/o/${acme}/billing?year=2026&status=paid&q=INV`, as: "ada" },
    { name: "billing, nothing fits", path: `/o/${acme}/billing?year=1999`, as: "ada" },
    { name: "billing, no ZIP of that year", path: `/o/${acme}/billing/invoices.zip?year=1999`, as: "ada", status: 404 },
    { name: "billing, not allowed", path: `/o/${acme}/billing`, as: "ben", status: 403 },
    { name: "invoice", path: `/o/${acme}/billing/${invoice}`, as: "ada" },
    { name: "invoice, eventful", path: `/o/${acme}/billing/${eventful.invoice}`, as: "ada" },
    { name: "invoice, 251 lines", path: `/o/${acme}/billing/${long}`, as: "ada" },
    { name: "invoice, broken", path: `/o/${acme}/billing/${broken}`, as: "ada" },
    { name: "item link, 251 lines", path: `/l/${linkToLong}`, as: null },
    { name: "invoice, forward", path: `/o/${acme}/billing/${invoice}/forward`, as: "ada" },
    { name: "receipt", path: `/o/${acme}/billing/${eventful.invoice}/receipts/${eventful.payment}`, as: "ada" },
    { name: "pay all", path: `/o/${acme}/billing/pay`, as: "ada" },
    { name: "pay all, nothing open", path: `/o/${zebra}/billing/pay`, as: "zoe" },
    { name: "subscriptions", path: `/o/${acme}/billing/subscriptions`, as: "ada" },
    { name: "subscriptions, empty", path: `/o/${zebra}/billing/subscriptions`, as: "zoe" },
    { name: "payment methods", path: `/o/${acme}/billing/payment-methods`, as: "ada" },
    { name: "payment methods, empty", path: `/o/${zebra}/billing/payment-methods`, as: "zoe" },
    ...detailPages(town),
    ...orderPages(town),
    ...requestPages(town),
    ...notificationPages(town),
    ...invitePages(town),
    ...accountPages(town),
    { name: "not found", path: "/nowhere", as: null, status: 404 },
    { name: "not found, signed in", path: `/o/${acme}/nowhere`, as: "ada", status: 404 },
    { name: "contact", path: "/contact?about=Invoice%20INV-1042", as: null },
    { name: "contact, signed in", path: "/contact", as: "sam" },
    { name: "contact, sent", path: "/contact/sent?reference=R-1042", as: null },
    { name: "item link", path: `/l/${link(monday)}`, as: null },
    { name: "item link, question", path: `/l/${link(monday)}/question`, as: null },
    { name: "item link, expired", path: `/l/${expired}`, as: null, status: 410 },
    { name: "item link, renewed", path: `/l/${expired}/renewed`, as: null },
    { name: "item link, unknown", path: "/l/unknown", as: null, status: 410 },
    { name: "sign-in", path: "/sign-in", as: null },
    { name: "sign-in link, unknown", path: "/sign-in/link?token=unknown", as: null, status: 410 },
    { name: "sign-out", path: "/sign-out", as: "ada" },
    { name: "me", path: "/me", as: "ada" },
    { name: "me, an address of mine", path: `/me/addresses/removal?email=${ownAddress}`, as: "ada" },
    { name: "closing", path: `/o/${acme}/closing`, as: "ada" },
    { name: "closing, by staff", path: `/staff/customers/${acme}/closing`, as: "sam" },
    { name: "export of everything", path: `/o/${acme}/export`, as: "ada" },
    { name: "me, own data", path: "/me/data", as: "ada" },
    { name: "sessions", path: "/me/sessions", as: "ada" },
    { name: "confirm", path: "/me/confirm", as: "ada" },
    { name: "organizations, staff", path: "/organizations", as: "sam" },
    ...staffPages(town),
  ];
}

/** An invoice to which everything has happened: paid in parts, refunded in part, asked about, credited. */
function addEventfulInvoice(town: Town) {
  const { acme } = town;
  const invoice = addInvoice(
    town,
    acme,
    {
      number: "INV-1043",
      status: "paid",
      total: 119000,
      subtotal: 110000,
      totalDiscount: 10000,
      totalTax: 19000,
      taxes: [{ amount: 19000, taxableAmount: 100000, inclusive: false, percent: "19" }],
      startingBalance: -9000,
      preCredits: 3000,
      amountPaid: 108000,
      amountOverpaid: 1000,
      amountRemaining: 0,
      paidAt: monday,
      issuedAt: monday - 40 * day,
      description: "Thank you. Chairs are oiled once more before they leave us.",
      raw: JSON.stringify({
        customer_name: "Acme GmbH",
        customer_address: { line1: "Hafenstr. 4", postal_code: "20457", city: "Hamburg", country: "DE" },
        customer_tax_ids: [{ type: "eu_vat", value: "DE123456789" }],
        custom_fields: [{ name: "PO number", value: "PO-7731" }],
        total_discount_amounts: [{ amount: 10000, discount: { coupon: { name: "Autumn 2026" } } }],
      }),
    },
    [
      { description: "Oak chair, natural oil", quantity: "6", unitAmount: "20000", amount: 120000 },
      { description: "Unused time on the care plan", amount: -10000 },
    ],
  );
  const payment = addPayment(town, acme, invoice, {
    amountPaid: 100000,
    paidAt: monday - 30 * day,
    charge: { amountRefunded: 3000 },
    refunds: [
      { amount: 1000, createdAt: monday - 20 * day },
      { amount: 2000, status: "pending", createdAt: monday - day },
      { amount: 4000, status: "failed", createdAt: monday - 10 * day },
    ],
    disputes: [{ createdAt: monday - 5 * day }],
  });
  addPayment(town, acme, invoice, { amountPaid: 8000, charge: { methodLabel: "SEPA •••• 3000" } });
  addCreditNote(town, acme, invoice, { number: "CN-1", reason: "order_change", memo: "One chair fewer" });
  addCreditNote(town, acme, invoice, { number: "CN-2", reason: "duplicate", status: "void", voidedAt: monday });
  return { invoice, payment };
}

/** Billing details in every state: on their way, in conflict, refused; and who gets billing mails, full and empty. */
function detailPages(town: Town): PageCase[] {
  const { acme, zebra, system, ada } = town;
  const place = { line1: "Hafenstr. 4", line2: "Hof 3", city: "Hamburg", state: null, postal_code: "20457" };
  const values = { name: "Acme Anlagen", email: "bills@acme.example", address: { ...place, country: "DE" } };
  const [busy, torn, refused] = ["busy", "torn", "refused"].map((id) =>
    addCustomer(town, acme, { ...values, id: `cus_${id}`, phone: "+49 40 1234" }),
  );
  const tenant = system.within(acme);
  const change = {
    phone: { from: "+49 40 1234", to: "+49 40 5678" },
    taxId: { from: null, to: { type: "eu_vat", value: "DE136695976" } },
  };
  const address = { line1: "Kai 1", line2: "", postcode: "1010", city: "Wien", state: "", country: "AT" };
  for (const customerId of [busy!, torn!, refused!])
    saveChange(tenant, { customerId, personId: ada.id }, change, monday);
  const end = (customerId: string, outcome: Partial<Parameters<typeof settleChange>[2]>) =>
    settleChange(tenant, nextSaving(tenant, customerId)!.id, { state: "saved", ...outcome }, monday);
  end(torn!, { state: "conflict", theirs: { taxId: null, phone: "+49 40 9999" } });
  saveChange(tenant, { customerId: torn!, personId: ada.id }, { address: { from: address, to: address } }, monday);
  end(torn!, { state: "conflict", theirs: { address: { ...address, city: "Graz" } } });
  end(refused!, { state: "refused", refusal: { reason: "wrong", detail: "taxId" } });
  const longAddress = `${"accounts.payable.".repeat(3)}a.very.long.address.indeed@accounts.acme.example`;
  for (const email of ["ap@acme.example", longAddress]) addPayablesAddress(tenant, email, ada.id, monday);
  const details = (name: string, account: string, as: Who = "ada") =>
    ({ name: `details, ${name}`, path: `/o/${acme}/billing/details?account=${account}`, as }) as const;
  return [
    details("on their way", busy!),
    details("in conflict", torn!),
    details("refused", refused!),
    { name: "details, form", path: `/o/${acme}/billing/details/edit?account=${busy!}`, as: "ada" },
    { name: "details, form after a refusal", path: `/o/${acme}/billing/details/edit?account=${refused!}`, as: "ada" },
    { name: "details, empty", path: `/o/${zebra}/billing/details`, as: "zoe" },
    { name: "billing mails", path: `/o/${acme}/billing/mails`, as: "ada" },
    { name: "billing mails, empty", path: `/o/${zebra}/billing/mails`, as: "zoe" },
    { name: "billing mails, address", path: `/o/${acme}/billing/mails/address?email=ap%40acme.example`, as: "ada" },
    { name: "billing mails, removal", path: `/o/${acme}/billing/mails/removal?email=ap%40acme.example`, as: "ada" },
  ];
}

/** A year of subscriptions in every state, and two Stripe customers with all kinds of payment methods, some broken. */
function furnishSubscriptions(town: Town) {
  const { acme } = town;
  const [office, workshop] = [addCustomer(town, acme), addCustomer(town, acme, { name: "Acme Workshop" })];
  const visa = addMethod(town, acme, office);
  addMethod(town, acme, office, { brand: "mastercard", last4: "4444", expMonth: 10, expYear: 2026 });
  addMethod(town, acme, office, { type: "link", brand: null, last4: null, expMonth: null, expYear: null });
  addMethod(town, acme, workshop, { type: "sepa_debit", brand: null, last4: "3000", expMonth: null, expYear: null });
  addMethod(town, acme, workshop, { type: "paid_in_chairs", brand: null, last4: null, expMonth: null, expYear: null });
  const add = (values: object, items?: object[]) => addSubscription(town, acme, office, values, items);
  add({ defaultPaymentMethodId: visa }, [{ name: "Portal", unitLabel: "seat", quantity: 12 }]);
  add({ status: "trialing", trialEndsAt: monday + 9 * day });
  add({ cancelAtPeriodEnd: true });
  add({ pauseBehavior: "void", resumesAt: monday + 90 * day });
  add({ status: "paused" });
  add({ id: "sub_late", status: "past_due" });
  addInvoice(town, acme, { number: "INV-1050", subscriptionId: "sub_late", issuedAt: monday - day });
  add({ status: "broken_by_something_new", description: "A".repeat(300) }, [{ name: null, unitAmount: null }]);
  add({}, [
    { name: "Visits", isMetered: true, quantity: null },
    { name: "Storage", interval: "year" },
  ]);
  for (let n = 0; n < 12; n++) add({ status: "canceled", endedAt: monday - n * day });
}
