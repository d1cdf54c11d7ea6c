import { existsSync } from "node:fs";
import { join } from "node:path";
import { eq, getTableName } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { listMails } from "#app/mail/mailbox.ts";
import { paths } from "#app/paths.ts";
import { linkStripeCustomer, unlinkStripeCustomer } from "#app/billing/stripe/staff-links.ts";
import * as billing from "#db/schema/billing.ts";
import { customerDecisions } from "#db/schema/feed.ts";
import * as subscriptions from "#db/schema/subscriptions.ts";
import { auditLog, organizations, staffTasks, type Role } from "#db/schema/organizations.ts";
import { outbox } from "#db/schema/mail.ts";
import { staffOf } from "#db/tenant.ts";
import type { OrgId } from "#db/ids.ts";
import { callerIn } from "#tests/feed/caller.ts";
import { browserIn } from "#tests/http.ts";
import { openBilling, type Billing } from "./billing.ts";

const { stripeCustomers, invoices, invoiceLines, invoicePayments, charges, refunds, creditNotes, disputes } = billing;
const { paymentMethods, subscriptions: subs, subscriptionItems, taxIds } = subscriptions;
const paid = [stripeCustomers, invoices, invoiceLines, invoicePayments, charges, refunds, creditNotes, disputes];
const tables = [...paid, paymentMethods, subs, subscriptionItems, taxIds];

let b: Billing;
let customer: string;
let invoice: string;
let number: string;

beforeEach(async () => {
  b = await openBilling({ env: { FOYER_MODE: "development", SMTP_URL: "" } });
  const { stripe } = b;
  customer = stripe.createCustomer({ name: "Acme GmbH" }).id;
  const method = stripe.createPaymentMethod({ customer });
  stripe.setDefaultPaymentMethod(customer, method.id);
  stripe.createTaxId(customer, { type: "eu_vat", value: "DE123456789" });
  const product = stripe.createProduct({ name: "Chair care" }).id;
  const price = stripe.createPrice({ product, unit_amount: 900, currency: "eur", recurring: { interval: "month" } });
  stripe.createSubscription({ customer, items: [{ price: price.id }] });
  invoice = stripe.openInvoice({ customer, lines: [{ amount: 9600, description: "Twelve stools" }] }).id;
  stripe.payInvoice(invoice);
  const charge = [...stripe.state.charges.values()][0]!.id;
  stripe.createRefund({ charge, amount: 100 });
  stripe.createCreditNote({ invoice, amount: 200, out_of_band_amount: 200 });
  stripe.createDispute({ charge, amount: 300 });
  await b.sync();
  number = b.invoice(invoice)!.number!;
});
afterEach(() => b.end());

const staff = () => staffOf(b.connection, b.sam.email);
const link = (orgId: OrgId) => linkStripeCustomer(staff(), customer, orgId, b.now());
const unlink = () => unlinkStripeCustomer(staff(), customer, b.now());
const owners = () =>
  Object.fromEntries(
    tables.map((table) => {
      const rows = b.system.db.select({ orgId: table.orgId }).from(table).all();
      return [getTableName(table), [...new Set(rows.map(({ orgId }) => orgId))]];
    }),
  );
const everywhere = (orgId: OrgId | null) => Object.fromEntries(tables.map((table) => [getTableName(table), [orgId]]));
const audit = () =>
  b.system.db
    .select()
    .from(auditLog)
    .all()
    .filter(({ action }) => action.startsWith("customer."))
    .map(({ orgId, actor, action, subject }) => [orgId, actor, action, subject]);
const told = (kind: string) =>
  b
    .mails(kind)
    .map(({ recipient }) => recipient)
    .sort();
const lost = "stripe-customer-lost";
const settled = () => b.drain();

/** What an organization's owner finds on the pages: all of it or none. */
async function sees(person: { id: (typeof b)["ada"]["id"] }, orgId: OrgId) {
  const browser = browserIn(b, { cookie: b.signIn(person.id) });
  const html = async (path: string) => (await browser.get(path)).html;
  const found = [
    (await html(paths.home(orgId))).includes("Twelve stools") || (await html(paths.billing(orgId))).includes(number),
    (await browser.get(paths.invoice(orgId, invoice))).status === 200,
    (await browser.get(paths.invoicePdf(orgId, invoice))).headers.get("Content-Type") === "application/pdf",
    (await html(paths.subscriptions(orgId))).includes("Chair care"),
    (await html(paths.paymentMethods(orgId))).includes("4242"),
  ];
  expect(new Set(found).size).toBe(1);
  return found[0];
}
const seenByBoth = async () => [await sees(b.ada, b.acme), await sees(b.zoe, b.zebra)];

it("linking gives an organization all that is the customer's, with a name to it, and tells what is owed", async () => {
  expect(owners()).toEqual(everywhere(null));
  link(b.acme);
  expect(owners()).toEqual(everywhere(b.acme));
  expect(audit()).toEqual([[b.acme, "sam@norrland.example", "customer.linked", customer]]);
  expect(told("invoice-ready")).toEqual(["abe@acme.example", "ada@acme.example", "bo@acme.example"]);
  link(b.acme);
  expect(audit()).toHaveLength(1);
  expect(await seenByBoth()).toEqual([true, false]);
});

it("moving gives all of it to the other, files too, tells nothing again, and ends the former's links", async () => {
  link(b.acme);
  await settled();
  const token = createItemLink(
    b.system.within(b.acme),
    { kind: "invoice", itemId: invoice, email: b.bo.email },
    b.now(),
  );
  expect((await browserIn(b).get(paths.item(token))).status).toBe(200);
  const mails = b.system.db.select().from(outbox).all().length;
  link(b.zebra);
  await settled();
  expect(owners()).toEqual(everywhere(b.zebra));
  expect(b.system.db.select().from(billing.invoicePdfs).all()).toMatchObject([{ orgId: b.zebra, invoiceId: invoice }]);
  expect(audit().slice(1)).toEqual([
    [b.acme, "sam@norrland.example", "customer.unlinked", customer],
    [b.zebra, "sam@norrland.example", "customer.linked", customer],
  ]);
  expect(b.system.db.select().from(outbox).all()).toHaveLength(mails + told(lost).length);
  for (const path of [paths.item(token), paths.itemPdf(token), paths.itemPay(token)]) {
    const { status, html } = await browserIn(b).get(path);
    expect([status, html.includes(number)]).toEqual([410, false]);
  }
  expect(await seenByBoth()).toEqual([false, true]);
});

it("mails that wait when a customer is moved are not sent to those who may no longer know", async () => {
  link(b.acme);
  link(b.zebra);
  await settled();
  expect(b.mails("invoice-ready").map(({ state }) => state)).toEqual(["dropped", "dropped", "dropped"]);
});

describe("the owners of who loses a customer are told", () => {
  const mail = () => listMails(b.dataDir).find(({ kind }) => kind === lost);

  it("when it is taken away: what it means, and how to object", async () => {
    link(b.acme);
    unlink();
    await settled();
    expect(told(lost)).toEqual([b.ada.email]);
    expect(mail()!.subject).toBe("A billing account is no longer part of Acme GmbH");
    for (const words of [
      "removed this billing account",
      "Billing account: Acme GmbH",
      "Nothing changes about what has been paid",
    ])
      expect(mail()!.text).toContain(words);
    expect(mail()!.text).toMatch(/^https?:\/\/\S+\/contact$/m);
  });

  it("when it is given to another, but not to whom; who gets it is told nothing of it", async () => {
    link(b.acme);
    link(b.zebra);
    await settled();
    expect(told(lost)).toEqual([b.ada.email]);
    expect(mail()!.text).toContain("moved this billing account to another customer");
    expect(mail()!.text).not.toContain("Zebra");
  });

  it("and not where it is theirs again by then, nor where it was nobody's", async () => {
    unlink();
    expect(told(lost)).toEqual([]);
    link(b.acme);
    unlink();
    link(b.acme);
    await settled();
    expect(b.mails(lost).map(({ state }) => state)).toEqual(["dropped"]);
  });
});

describe("unlinking", () => {
  it("takes all of it from everybody, and its files from the disk", async () => {
    link(b.acme);
    await settled();
    const [pdf] = b.system.db.select().from(billing.invoicePdfs).all();
    const file = join(b.dataDir, "pdf", pdf!.path);
    expect(existsSync(file)).toBe(true);
    unlink();
    await settled();
    expect(owners()).toEqual(everywhere(null));
    expect(b.system.db.select().from(billing.invoicePdfs).all()).toEqual([]);
    expect(existsSync(file)).toBe(false);
    expect(audit().at(-1)).toEqual([b.acme, "sam@norrland.example", "customer.unlinked", customer]);
    expect(await seenByBoth()).toEqual([false, false]);
    unlink();
    expect(audit()).toHaveLength(2);
  });

  it("lasts: no event makes an organization, joins one or tells anybody", async () => {
    link(b.acme);
    unlink();
    const before = b.system.db.select().from(organizations).all().length;
    const mails = b.system.db.select().from(outbox).all().length;
    b.stripe.updateCustomer(customer, { name: "Acme Ltd", email: b.ada.email });
    const next = b.stripe.openInvoice({ customer, lines: [{ amount: 100 }] }).id;
    b.stripe.payInvoice(next);
    b.stripe.updateInvoice(invoice, { description: "Changed" });
    await b.sync();
    expect(owners()).toEqual(everywhere(null));
    expect(b.system.db.select().from(organizations).all()).toHaveLength(before);
    expect(b.system.db.select().from(outbox).all()).toHaveLength(mails);
    link(b.zebra);
    expect(b.mails("invoice-ready").filter(({ recipient }) => recipient === b.zoe.email)).toMatchObject([
      { props: { invoiceId: next } },
    ]);
  });

  it("and linking again gives all of it back, tells nothing twice, and fetches the file anew", async () => {
    link(b.acme);
    await settled();
    const mails = b.system.db.select().from(outbox).all().length;
    unlink();
    await settled();
    link(b.acme);
    await settled();
    expect(owners()).toEqual(everywhere(b.acme));
    expect(b.system.db.select().from(outbox).all()).toHaveLength(mails + told(lost).length);
    expect(await seenByBoth()).toEqual([true, false]);
    const [pdf] = b.system.db.select().from(billing.invoicePdfs).all();
    expect(existsSync(join(b.dataDir, "pdf", pdf!.path))).toBe(true);
  });
});

describe("what the feed says of a customer that staff decided on is passed over", () => {
  const ops = () => callerIn(b);
  const put = async (externalId: string, name: string, ids: string[] | undefined = [customer]) => {
    b.pass(1);
    const { status, body } = await ops().put(`organizations/${externalId}`, { name, stripeCustomerIds: ids });
    return [status, body.result];
  };
  const orgOf = (externalId: string) =>
    b.system.db.select().from(organizations).where(eq(organizations.externalId, externalId)).get()!;
  const openTasks = () =>
    b.system.db
      .select()
      .from(staffTasks)
      .all()
      .filter(({ kind, doneAt }) => kind === "customer-of-another" && doneAt === null).length;
  const claimed = async (externalId: string) => (await ops().get(`organizations/${externalId}`)).body.stripeCustomerIds;

  it("where it is nobody's: it stays so, and all the rest is taken", async () => {
    await put("hotel", "Hotel Ltd");
    expect(owners()).toEqual(everywhere(orgOf("hotel").id));
    unlink();
    expect(await put("hotel", "Hotel Ltd")).toEqual([200, "unchanged"]);
    expect(await put("hotel", "Hotel & Bar")).toEqual([200, "updated"]);
    expect(await put("cafe", "Café")).toEqual([201, "created"]);
    expect([orgOf("hotel").name, await claimed("hotel"), await claimed("cafe")]).toEqual(["Hotel & Bar", [], []]);
    expect(owners()).toEqual(everywhere(null));
  });

  it("where it is another's: both are put as before, and neither gets nor loses it", async () => {
    await put("hotel", "Hotel Ltd");
    await put("cafe", "Café", []);
    expect(await put("cafe", "Café")).toEqual([409, undefined]);
    expect(openTasks()).toBe(1);
    link(orgOf("cafe").id);
    expect(openTasks()).toBe(0);
    expect(await put("hotel", "Hotel & Bar")).toEqual([200, "updated"]);
    expect(await put("cafe", "Café & Cake")).toEqual([200, "updated"]);
    expect(await put("cafe", "Café & Cake", [])).toEqual([200, "unchanged"]);
    expect([await claimed("hotel"), await claimed("cafe")]).toEqual([[], [customer]]);
    expect(owners()).toEqual(everywhere(orgOf("cafe").id));
    expect(openTasks()).toBe(0);
  });

  it("where staff leave it whose it is: the task is done, and not asked again", async () => {
    link(b.acme);
    b.system.db.delete(customerDecisions).run();
    await put("hotel", "Hotel Ltd", []);
    expect(await put("hotel", "Hotel & Bar")).toEqual([409, undefined]);
    link(b.acme);
    expect(openTasks()).toBe(0);
    expect(await put("hotel", "Hotel & Bar")).toEqual([200, "updated"]);
    expect([owners(), openTasks()]).toEqual([everywhere(b.acme), 0]);
  });

  it("and an organization that Stripe made and staff gave it to is still found by it", async () => {
    link(b.acme);
    expect(await put("acme", "Acme GmbH")).toEqual([200, "updated"]);
    expect(orgOf("acme").id).toBe(b.acme);
  });
});

describe("what cannot be", () => {
  it("is refused with its name, and changes nothing", () => {
    expect(() => linkStripeCustomer(staff(), "cus_none", b.acme, b.now())).toThrow("no Stripe customer cus_none");
    expect(() => unlinkStripeCustomer(staff(), "cus_none", b.now())).toThrow("no Stripe customer cus_none");
    expect(() => link("org_none" as OrgId)).toThrow("no organization org_none");
    expect(audit()).toEqual([]);
    expect(owners()).toEqual(everywhere(null));
  });

  it("done by halves: where one row cannot follow, none does", () => {
    link(b.acme);
    b.connection.sqlite.exec(
      "create trigger stay before update of org_id on disputes begin select raise(abort, 'no'); end",
    );
    expect(() => link(b.zebra)).toThrow();
    expect(() => unlink()).toThrow();
    expect(owners()).toEqual(everywhere(b.acme));
    expect(audit()).toHaveLength(1);
  });
});

it("a person of both organizations sees it where it is", async () => {
  b.join(b.zebra, b.ada.id, "owner" satisfies Role);
  link(b.acme);
  link(b.zebra);
  expect([await sees(b.ada, b.acme), await sees(b.ada, b.zebra)]).toEqual([false, true]);
  expect(b.system.db.select().from(invoices).where(eq(invoices.id, invoice)).get()!.orgId).toBe(b.zebra);
});

it("is done on the customer's page: looked at first, then linked, moved and unlinked", async () => {
  const sam = browserIn(b, { cookie: b.signIn(b.sam.id) });
  expect((await sam.get(`${paths.linkCustomer(b.acme)}?customer=+cus_never+`)).html).toContain("“cus_never”");
  const found = await sam.get(paths.linkCustomer(b.acme, customer));
  expect(found.html).toContain("isn’t linked yet, and has 1 invoice.");
  expect(owners()).toEqual(everywhere(null));
  expect((await sam.submit()).html).toContain(`${customer} is linked to Acme GmbH.`);
  expect(owners()).toEqual(everywhere(b.acme));

  expect((await sam.get(paths.linkCustomer(b.acme, customer))).html).toContain("already linked to this customer");
  expect((await sam.get(paths.linkCustomer(b.zebra, customer))).html).toContain("belongs to Acme GmbH, with 1 invoice");
  await sam.submit();
  expect(owners()).toEqual(everywhere(b.zebra));

  expect((await sam.get(paths.unlinkCustomer(b.acme, customer))).status).toBe(404);
  await sam.get(paths.unlinkCustomer(b.zebra, customer));
  expect((await sam.submit()).html).toContain("is no longer linked to");
  expect(owners()).toEqual(everywhere(null));
  expect(audit().map(([, , action]) => action)).toHaveLength(4);
});
