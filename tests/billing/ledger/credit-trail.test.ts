import { afterEach, beforeEach, expect, it } from "vitest";
import { balanceLedgers } from "#db/schema/billing.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { openBilling, type Billing } from "../stripe/billing.ts";
import { sweepAll } from "../stripe/sweeping.ts";

let b: Billing;
let customer: string;
beforeEach(async () => {
  b = await openBilling();
  customer = b.stripe.createCustomer({ name: "Acme GmbH", email: "ada@acme.example" }).id;
  await b.sync();
  linkCustomer(b.system, customer, b.acme, b.now());
});
afterEach(() => b.end());

function paid(number: string, amount = 84_900) {
  const { id } = b.stripe.openInvoice({ customer, number, lines: [{ amount }] });
  b.stripe.payInvoice(id);
  return id;
}
const credit = (invoice: string, amount: number) =>
  b.stripe.createCreditNote({ invoice, amount, credit_amount: amount });
const open = (number: string, amount = 84_900) => b.stripe.openInvoice({ customer, number, lines: [{ amount }] }).id;

const plain = (text: string) => text.replace(/\s+/g, " ").replace(/ ([.,:])/g, "$1");
async function read(invoice: string) {
  const ada = browserIn(b, { cookie: b.signIn(b.ada.id) });
  const { html } = await ada.get(`/o/${b.acme}/billing/${invoice}`);
  const page = pageOf(html);
  return { text: plain(page.text), page };
}

it("leads from a credit note to the invoice that used it, and back", async () => {
  const first = paid("INV-1099");
  credit(first, 42_450);
  await b.sync();
  expect((await read(first)).text).toContain(
    "€424.50 added to your credit, which is used for your next invoices. €424.50",
  );
  const second = open("INV-1105");
  await b.sync();
  const from = await read(first);
  expect(from.text).toContain("€424.50 added to your credit. It was used for INV-1105 on 23 November 2026.");
  expect(from.page.link("INV-1105").href).toBe(`/o/${b.acme}/billing/${second}`);
  const to = await read(second);
  expect(to.text).toContain("Credit applied From credit note INV-1099-CN-01 on INV-1099 −€424.50");
  expect(to.page.link("INV-1099").href).toBe(`/o/${b.acme}/billing/${first}`);
});

it("says how much of it where that is a part", async () => {
  const [first, other] = [paid("INV-1"), paid("INV-2")];
  credit(first, 3_000);
  b.pass(1_000);
  credit(other, 2_000);
  b.pass(1_000);
  const used = open("INV-3", 4_000);
  await b.sync();
  expect((await read(other)).text).toContain("€10.00 of it was used for INV-3 on 23 November 2026.");
  expect((await read(used)).text).toContain(
    "Credit applied €30.00 from credit note INV-1-CN-01 on INV-1 €10.00 from credit note INV-2-CN-01 on INV-2 −€40.00",
  );
});

it("forgets an invoice that was cancelled, and says nothing where it can’t be told", async () => {
  const first = paid("INV-1");
  credit(first, 3_000);
  const gone = open("INV-2");
  await b.sync();
  b.stripe.voidInvoice(gone);
  await b.sync();
  expect((await read(first)).text).not.toContain("INV-2");
  expect((await read(gone)).text).not.toContain("From credit note");
  b.stripe.adjustBalance(customer, 3_000);
  b.stripe.adjustBalance(customer, -500);
  const entered = open("INV-3");
  await b.sync();
  const { text } = await read(entered);
  expect(text).toContain("Credit applied −€5.00");
});

it("is on no link that opens one invoice only", async () => {
  const first = paid("INV-1099");
  credit(first, 3_000);
  const used = open("INV-1105");
  await b.sync();
  for (const itemId of [first, used]) {
    const link = { kind: "invoice" as const, itemId, email: b.bo.email };
    const { html } = await browserIn(b).get(`/l/${createItemLink(b.system.within(b.acme), link, b.now())}`);
    expect(pageOf(html).text).not.toMatch(itemId === first ? /INV-1105/ : /INV-1099/);
  }
});

const entries = () => b.row(balanceLedgers, customer)?.entries?.map(({ type, amount }) => [type, amount]);

it("is known after events that come in any order, or get lost and are found by night", async () => {
  const first = paid("INV-1");
  credit(first, 3_000);
  open("INV-2", 1_000);
  await b.bring((events) => events.reverse());
  await b.settle();
  const known = [
    ["credit_note", -3_000],
    ["applied_to_invoice", 1_000],
  ];
  expect(entries()).toEqual(known);
  open("INV-3", 500);
  b.news();
  await sweepAll(b, "reconcile");
  expect(entries()).toEqual([...known, ["applied_to_invoice", 500]]);
});

it("is read with everything else, where the balance moved, and asked for once", async () => {
  const first = paid("INV-1");
  credit(first, 3_000);
  open("INV-2", 3_000);
  b.stripe.createCustomer({ name: "Nobody moved theirs" });
  b.news();
  await sweepAll(b, "backfill");
  expect(entries()).toHaveLength(2);
  expect(b.system.db.select().from(balanceLedgers).all()).toHaveLength(1);
  const asked = b.stripe.requests.length;
  await sweepAll(b, "reconcile");
  expect(b.stripe.requests.slice(asked).filter(({ path }) => path.includes("balance_transactions"))).toEqual([]);
});
