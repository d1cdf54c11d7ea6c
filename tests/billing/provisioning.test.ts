import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addAddressChange } from "#tests/account/account-pages.ts";
import { callerIn } from "#tests/feed/caller.ts";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import type { OrgId } from "#db/ids.ts";
import * as billing from "#db/schema/billing.ts";
import { customerDecisions } from "#db/schema/feed.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import * as who from "#db/schema/organizations.ts";
import * as subscriptions from "#db/schema/subscriptions.ts";

const s = { ...billing, ...subscriptions, ...who };
import { openBilling, type Billing } from "./stripe/billing.ts";

let b: Billing;
beforeEach(async () => void (b = await openBilling()));
afterEach(() => b.end());

const organizations = () => b.system.db.select().from(s.organizations).all();
const organization = (id: string | null) => organizations().find((one) => one.id === id);
const membersOf = (orgId: string | null) =>
  b.system.db
    .select({ email: s.people.email, role: s.memberships.role, source: s.memberships.source })
    .from(s.memberships)
    .innerJoin(s.people, eq(s.people.id, s.memberships.personId))
    .where(eq(s.memberships.orgId, orgId as OrgId))
    .all();
async function arrive(input: Parameters<Billing["stripe"]["createCustomer"]>[0]) {
  const { id } = b.stripe.createCustomer(input);
  await b.sync();
  return b.customer(id)!;
}

describe("a customer whom the feed claimed before", () => {
  it("is that organization's, and owns it where nobody is there yet", async () => {
    const ops = callerIn(b);
    await ops.put("organizations/fjord", { name: "Fjord", stripeCustomerIds: ["cus_fjord"] });
    const { orgId } = await arrive({ id: "cus_fjord", name: "Fjord AS", email: "kari@fjord.example" });
    expect(organization(orgId)).toMatchObject({ name: "Fjord", externalId: "fjord" });
    expect(membersOf(orgId)).toEqual([{ email: "kari@fjord.example", role: "owner", source: "stripe" }]);
    await ops.put("organizations/fjord", { name: "Fjord", stripeCustomerIds: ["cus_fjord", "cus_fjord2"] });
    const second = await arrive({ id: "cus_fjord2", name: "Fjord AS", email: "nils@fjord.example" });
    expect(second.orgId).toBe(orgId);
    expect(membersOf(orgId)).toHaveLength(1);
  });

  it("is nobody's to own by an address once it had an owner, though nobody is there any more", async () => {
    const ops = callerIn(b);
    await ops.put("organizations/fjord", { name: "Fjord", stripeCustomerIds: ["cus_fjord", "cus_fjord2"] });
    const { orgId } = await arrive({ id: "cus_fjord", name: "Fjord AS", email: "kari@fjord.example" });
    b.system.db.delete(s.memberships).where(eq(s.memberships.orgId, orgId!)).run();
    expect((await arrive({ id: "cus_fjord2", name: "Fjord AS", email: "nils@fjord.example" })).orgId).toBe(orgId);
    expect(membersOf(orgId)).toEqual([]);
  });
});

describe("a customer whose address somebody gave up lately", () => {
  it("is nobody's, since whoever had it may take it back: staff decide", async () => {
    addAddressChange(b, { from: "kari@fjord.example" });
    const { id, orgId } = await arrive({ name: "Fjord AS", email: "kari@fjord.example" });
    expect(orgId).toBeNull();
    expect(b.tasks()).toMatchObject([{ kind: "customer-without-email", subject: id }]);
    const ops = callerIn(b);
    await ops.put("organizations/fjord", { name: "Fjord", stripeCustomerIds: ["cus_claimed"] });
    const claimed = await arrive({ id: "cus_claimed", name: "Fjord AS", email: "kari@fjord.example" });
    expect([claimed.orgId === null, membersOf(claimed.orgId)]).toEqual([false, []]);
    expect(b.tasks().map(({ subject }) => subject)).toEqual([id, "cus_claimed"]);
    b.system.db.delete(s.stripeCustomers).run();
    b.pass(7 * 86_400_000 + 1);
    const later = await arrive({ name: "Fjord Nord", email: "kari@fjord.example" });
    expect(membersOf(later.orgId)).toMatchObject([{ email: "kari@fjord.example", role: "owner" }]);
  });
});

describe("a customer seen for the first time", () => {
  it("gets an organization, a person and the owner's membership", async () => {
    const { orgId, firstEmail } = await arrive({ name: "Fjord AS", email: " Kari@FJORD.example " });
    expect(organization(orgId)).toMatchObject({ name: "Fjord AS" });
    expect(membersOf(orgId)).toEqual([{ email: "kari@fjord.example", role: "owner", source: "stripe" }]);
    expect(firstEmail).toBe("kari@fjord.example");
    const audit = b.system.db.select().from(s.auditLog).where(eq(s.auditLog.orgId, orgId!)).all();
    expect(audit).toMatchObject([{ actor: "stripe", action: "organization.provisioned" }]);
  });

  it("is called by its address where it has no name", async () => {
    const { orgId } = await arrive({ email: "kari@fjord.example" });
    expect(organization(orgId)).toMatchObject({ name: "kari@fjord.example" });
  });

  it("is called by its business name before its own", async () => {
    const { id } = b.stripe.createCustomer({ name: "Kari Fjord", email: "kari@fjord.example" });
    Object.assign(b.stripe.state.customers.get(id)!, { business_name: "Fjord AS", individual_name: "Kari" });
    await b.sync();
    const { orgId } = b.customer(id)!;
    expect(organization(orgId)).toMatchObject({ name: "Fjord AS" });
    expect(b.system.db.select().from(s.people).where(eq(s.people.email, "kari@fjord.example")).get()).toMatchObject({
      name: "Kari",
    });
  });

  it.each([
    ["no address", null],
    ["an address that is none", "kari at fjord"],
    ["two addresses", "kari@fjord.example, eve@evil.example"],
  ])("with %s is staff's to decide", async (_what, email) => {
    const before = organizations().length;
    const { id, orgId } = await arrive({ name: "Fjord AS", email });
    expect(orgId).toBeNull();
    expect(organizations()).toHaveLength(before);
    expect(b.tasks()).toMatchObject([{ kind: "customer-without-email", subject: id }]);
  });

  it("whose person is known gets an organization of its own, never that of a membership", async () => {
    const { orgId } = await arrive({ name: "Ada's other firm", email: "ADA@acme.example" });
    expect(orgId).not.toBe(b.acme);
    expect(membersOf(orgId)).toEqual([{ email: "ada@acme.example", role: "owner", source: "stripe" }]);
    expect(b.system.db.select().from(s.people).where(eq(s.people.email, "ada@acme.example")).all()).toHaveLength(1);
  });
});

describe("a second customer of the same address", () => {
  it("joins the organization of the first", async () => {
    const first = await arrive({ name: "Fjord AS", email: "kari@fjord.example" });
    const second = await arrive({ name: "Fjord Norge", email: "Kari@fjord.example" });
    expect(second.orgId).toBe(first.orgId);
    expect(membersOf(first.orgId)).toHaveLength(1);
    expect(organization(first.orgId)).toMatchObject({ name: "Fjord AS" });
  });

  it("does not join once the first has changed its address, nor after it was changed back", async () => {
    const first = await arrive({ name: "Fjord AS", email: "kari@fjord.example" });
    b.stripe.updateCustomer(first.id, { email: "ola@fjord.example" });
    await b.sync();
    const second = await arrive({ email: "ola@fjord.example" });
    b.stripe.updateCustomer(first.id, { email: "kari@fjord.example" });
    await b.sync();
    const third = await arrive({ email: "kari@fjord.example" });
    expect(new Set([first.orgId, second.orgId, third.orgId]).size).toBe(3);
  });

  describe("and deleted at Stripe", () => {
    const kari = { name: "Fjord AS", email: "kari@fjord.example" };
    async function deleted() {
      const first = await arrive(kari);
      b.stripe.openInvoice({ customer: first.id, lines: [{ amount: 5000, description: "A chair" }] });
      await b.sync();
      b.stripe.deleteCustomer(first.id);
      await b.sync();
      return first;
    }
    const signIn = (email: string) =>
      b.signIn(b.system.db.select().from(s.people).where(eq(s.people.email, email)).get()!.id);
    const questions = () =>
      b.tasks().filter(({ kind, doneAt }) => kind === "customer-in-two-places" && doneAt === null);

    it("is the same organization, with both histories, once the address was proven by sign-in", async () => {
      const first = await deleted();
      signIn(kari.email);
      const anew = await arrive({ ...kari, name: "fjord as " });
      expect(anew.orgId).toBe(first.orgId);
      b.stripe.openInvoice({ customer: anew.id, lines: [{ amount: 7000, description: "A table" }] });
      await b.sync();
      const totals = b.system.db.select().from(s.invoices).where(eq(s.invoices.orgId, first.orgId!)).all();
      expect(totals.map(({ total }) => total).sort()).toEqual([5000, 7000]);
      expect(questions()).toEqual([]);
    });

    it.each([
      ["nobody has signed in by it", () => {}, {}],
      ["the name is another", () => signIn(kari.email), { name: "Berg AS" }],
      [
        "who signed in had another address then",
        async () => {
          const ops = callerIn(b);
          for (const email of [kari.email, "kari@berg.example"]) await ops.put("people/p-1", { email });
          signIn("kari@berg.example");
          await ops.put("people/p-1", { email: kari.email });
        },
        {},
      ],
      [
        "staff had decided whose it was",
        (first: { id: string }) => {
          signIn(kari.email);
          b.system.db.insert(customerDecisions).values({ customerId: first.id, decidedBy: "sam", decidedAt: 0 }).run();
        },
        {},
      ],
    ])("is a place of its own where %s, and staff are told what to do", async (_why, before, other) => {
      const first = await deleted();
      await before(first);
      const anew = await arrive({ ...kari, ...other });
      expect(anew.orgId).not.toBe(first.orgId);
      expect(questions()).toMatchObject([{ detail: expect.stringContaining(`link ${anew.id} to Fjord AS`) }]);
      const sam = browserIn(b, { cookie: b.signIn(b.sam.id) });
      const { html } = await sam.get("/staff");
      const way = `/staff/customers/${first.orgId}/stripe/new?customer=${anew.id}`;
      expect(pageOf(html).hrefs).toContain(`${way}`);
      await sam.get(way);
      await sam.submit({}, { action: `/staff/customers/${first.orgId}/stripe/new` });
      expect(b.customer(anew.id)!.orgId).toBe(first.orgId);
      expect(questions()).toEqual([]);
    });
  });

  it("somebody gets no second place of the same name without a word", async () => {
    await arrive({ name: "Fjord AS", email: "kari@fjord.example" });
    const other = await arrive({ name: "Fjord AS", email: "nils@fjord.example" });
    expect(b.tasks()).toEqual([]);
    b.stripe.updateCustomer(other.id, { email: "ola@fjord.example" });
    await b.sync();
    const again = await arrive({ name: "Fjord AS", email: "nils@fjord.example" });
    expect(b.tasks()).toContainEqual(
      expect.objectContaining({ kind: "customer-in-two-places", subject: `${again.id} ${other.orgId}` }),
    );
  });
});

describe("a later change", () => {
  it("of the address creates, moves and merges nothing: staff are told", async () => {
    const zebra = await arrive({ name: "Zebra", email: "zoe@stripes.example" });
    const fjord = await arrive({ name: "Fjord AS", email: "kari@fjord.example" });
    const before = [organizations().length, membersOf(fjord.orgId)];
    b.stripe.updateCustomer(fjord.id, { email: "zoe@stripes.example", name: "Renamed" });
    await b.sync();
    expect([organizations().length, membersOf(fjord.orgId)]).toEqual(before);
    expect(b.customer(fjord.id)).toMatchObject({ orgId: fjord.orgId, email: "zoe@stripes.example" });
    expect(b.customer(fjord.id)!.orgId).not.toBe(zebra.orgId);
    expect(organization(fjord.orgId)).toMatchObject({ name: "Fjord AS" });
    expect(b.tasks()).toMatchObject([
      { kind: "customer-email-changed", subject: fjord.id, detail: expect.stringContaining("zoe@stripes.example") },
    ]);
  });

  it("that brings the first address does not make an organization either", async () => {
    const { id } = await arrive({ name: "Fjord AS", email: null });
    b.stripe.updateCustomer(id, { email: "kari@fjord.example" });
    await b.sync();
    expect(b.customer(id)).toMatchObject({ orgId: null, firstEmail: null });
    expect(b.tasks().map(({ kind }) => kind)).toEqual(["customer-without-email", "customer-email-changed"]);
  });

  it("of anything else tells nobody", async () => {
    const { id } = await arrive({ name: "Fjord AS", email: "kari@fjord.example" });
    b.stripe.updateCustomer(id, { name: "Fjord Møbler AS", email: "KARI@fjord.example" });
    await b.sync();
    expect(b.tasks()).toEqual([]);
    expect(b.customer(id)).toMatchObject({ name: "Fjord Møbler AS", emailChangedAt: null });
  });
});

describe("a customer given to an organization by staff", () => {
  it("takes all its rows along, once and again, with the file of an invoice", async () => {
    const { id: customer } = b.stripe.createCustomer({ name: "Nameless" });
    b.stripe.createPaymentMethod({ customer });
    const invoice = b.stripe.openInvoice({ customer, lines: [{ amount: 1000 }, { amount: 5 }] });
    b.stripe.payInvoice(invoice.id);
    await b.sync();
    const tables = [s.stripeCustomers, s.invoices, s.invoiceLines, s.invoicePayments, s.charges, s.paymentMethods];
    const ownersOf = () =>
      tables.map((table) => [
        ...new Set(
          b.system.db
            .select({ orgId: table.orgId })
            .from(table)
            .all()
            .map(({ orgId }) => orgId),
        ),
      ]);
    expect(ownersOf()).toEqual(tables.map(() => [null]));

    linkCustomer(b.system, customer, b.acme, b.now());
    expect(ownersOf()).toEqual(tables.map(() => [b.acme]));
    const pdf = { sha256: "", bytes: 1, path: "x.pdf", sourceKey: "", fetchedAt: 0 };
    b.system.db
      .insert(s.invoicePdfs)
      .values({ ...pdf, invoiceId: invoice.id, orgId: b.acme })
      .run();
    linkCustomer(b.system, customer, b.zebra, b.now());
    expect(ownersOf()).toEqual(tables.map(() => [b.zebra]));
    expect(b.system.db.select().from(s.invoicePdfs).all()).toMatchObject([{ orgId: b.zebra }]);

    const later = b.stripe.openInvoice({ customer, lines: [{ amount: 7 }] });
    await b.sync();
    expect(b.invoice(later.id)).toMatchObject({ orgId: b.zebra });
    expect(ownersOf()).toEqual(tables.map(() => [b.zebra]));
  });

  it("lets its people know of the invoice that waited, once", async () => {
    const { id: customer } = b.stripe.createCustomer({ name: "Nameless" });
    const invoice = b.stripe.openInvoice({ customer, lines: [{ amount: 1000 }] });
    const voided = b.stripe.openInvoice({ customer, lines: [{ amount: 1 }] });
    await b.sync();
    b.stripe.voidInvoice(voided.id);
    await b.sync();
    expect(b.mails("invoice-ready")).toEqual([]);
    for (let twice = 0; twice < 2; twice++) linkCustomer(b.system, customer, b.acme, b.now());
    const told = ["abe@acme.example", "ada@acme.example", "bo@acme.example"];
    expect(
      b
        .mails("invoice-ready")
        .map(({ recipient }) => recipient)
        .sort(),
    ).toEqual(told);
    expect(b.mails("invoice-ready").every(({ props }) => props.invoiceId === invoice.id)).toBe(true);
  });

  it("linked long after, tells only of what is still to pay", async () => {
    const { id: customer } = b.stripe.createCustomer({ name: "Nameless" });
    const [paid, owed] = [1, 2].map((amount) => b.stripe.openInvoice({ customer, lines: [{ amount }] }).id);
    await b.sync();
    b.stripe.payInvoice(paid!);
    await b.sync();
    b.pass(49 * 60 * 60_000);
    linkCustomer(b.system, customer, b.acme, b.now());
    expect(new Set(b.mails("invoice-ready").map(({ props }) => props.invoiceId))).toEqual(new Set([owed]));
    for (const id of [paid!, owed!]) expect(b.invoice(id)).toMatchObject({ readyOwed: false, toldAt: b.now() });
  });

  it("is refused an organization that does not exist, and nothing is half done", async () => {
    const { id: customer } = b.stripe.createCustomer({ name: "Nameless" });
    const invoice = b.stripe.openInvoice({ customer, lines: [{ amount: 1000 }] });
    await b.sync();
    expect(() => linkCustomer(b.system, customer, "org_never" as OrgId, b.now())).toThrow();
    const rows = b.system.db
      .select()
      .from(s.invoices)
      .where(and(eq(s.invoices.id, invoice.id)))
      .all();
    expect(rows).toMatchObject([{ orgId: null }]);
  });
});
