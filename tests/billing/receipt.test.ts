import { afterEach, beforeEach, expect, it } from "vitest";
import { browserIn, unescapeHtml } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addPayment } from "./payment-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { monday, openTown } from "#tests/world.ts";

const day = 24 * 60 * 60_000;
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const as = (who: "ada" | "ann" | "zoe") => browserIn(town, { cookie: town.signIn(town[who].id) });
const plain = (html: string) =>
  unescapeHtml(html.replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .replace(/ ([.,])/g, "$1");
const page = (id: string, payment: string, org: string = town.acme) => `/o/${org}/billing/${id}/receipts/${payment}`;
const anInvoice = (values: Parameters<typeof addInvoice>[2] = {}) =>
  addInvoice(town, town.acme, {
    number: "INV-7",
    status: "paid",
    total: 120000,
    amountPaid: 120000,
    amountRemaining: 0,
    paidAt: monday,
    ...values,
  });

it("is one tap from the invoice, and says all that a receipt says, to Ann too", async () => {
  const raw = JSON.stringify({ customer_name: "Acme GmbH", customer_address: { city: "Hamburg", country: "DE" } });
  const id = anInvoice({ raw });
  const payment = addPayment(town, town.acme, id, {
    paidAt: monday - 2 * day,
    charge: { amountRefunded: 1000 },
    refunds: [{ amount: 1000 }, { amount: 2000, status: "failed" }],
  });
  const ann = as("ann");
  const { html } = await ann.get(`/o/${town.acme}/billing/${id}`);
  expect(pageOf(html).hrefs).toContain(`${page(id, payment)}`);
  const receipt = await ann.get(page(id, payment));
  expect(receipt.status).toBe(200);
  for (const words of [
    "Receipt for invoice INV-7",
    "Paid €1,200.00",
    "Paid on 21 November 2026",
    "Paid with Visa •••• 4242",
    "Paid to Norrland Chairs",
    "Paid by Acme GmbH Hamburg Germany",
    "For Invoice INV-7",
    "€10.00 refunded to Visa •••• 4242",
    "The refund of €20.00 from 23 November 2026 couldn’t be delivered.",
    "After refunds €1,190.00",
    "Receipt (PDF)",
  ])
    expect(plain(receipt.html)).toContain(words);
});

it("leads to Stripe's own where it has one, and says what is still to pay of an invoice that was paid in part", async () => {
  const id = anInvoice({ status: "open", amountPaid: 42450, amountRemaining: 77550, paidAt: null });
  const receiptUrl = "https://pay.stripe.com/receipts/payment/abc";
  const [own, other] = [receiptUrl, null].map((url) =>
    addPayment(town, town.acme, id, { amountPaid: 21225, charge: { receiptUrl: url } }),
  );
  const { html } = await as("ann").get(page(id, own!));
  expect(pageOf(html).main.link("Stripe’s receipt").href).toBe(receiptUrl);
  expect(plain(html)).toContain(`Still to pay €775.50 Reference ${own}`);
  expect(pageOf((await as("ann").get(page(id, other!))).html).main.all("link", "Stripe’s receipt")).toEqual([]);
});

it("is there for what was paid outside, and for who has no name on the invoice", async () => {
  const id = anInvoice({ raw: JSON.stringify({ amount_paid_off_stripe: 120000 }) });
  const { html, status } = await as("ada").get(page(id, "outside"));
  expect(status).toBe(200);
  expect(plain(html)).toContain("Paid with Paid outside this portal");
  expect(plain(html)).toContain("Paid by Acme GmbH");
});

it("is not there for what is not paid, another invoice's payment, or another organization's: all by one page", async () => {
  const [id, other] = [anInvoice(), anInvoice({ number: "INV-8" })];
  const foreign = addInvoice(town, town.zebra, { status: "paid", amountRemaining: 0 });
  const never = await as("ada").get(page(id, "inpay_never"));
  expect(never.status).toBe(404);
  for (const payment of [
    addPayment(town, town.acme, other),
    addPayment(town, town.acme, id, { status: "open", amountPaid: null, paidAt: null }),
    addPayment(town, town.acme, id, { status: "canceled", amountPaid: null, paidAt: null }),
    addPayment(town, town.acme, id, { deletedAt: monday }),
    addPayment(town, town.zebra, foreign),
    "outside",
  ]) {
    const { html, status } = await as("ada").get(page(id, payment));
    expect([payment, status]).toEqual([payment, 404]);
    expect(html).toBe(never.html);
  }
});

it("changes with what comes back: held until then, not after", async () => {
  const id = anInvoice();
  const payment = addPayment(town, town.acme, id);
  const ada = as("ada");
  const etag = (await ada.get(page(id, payment))).headers.get("ETag")!;
  const again = () => ada.request(page(id, payment), { headers: { "If-None-Match": etag } });
  expect((await again()).status).toBe(304);
  addPayment(town, town.acme, anInvoice({ number: "INV-9" }), { refunds: [{ amount: 1 }] });
  expect((await again()).status).toBe(200);
});
