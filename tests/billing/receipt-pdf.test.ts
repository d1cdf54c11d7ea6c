import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { monday, openTown } from "#tests/world.ts";
import { addPayment } from "./payment-rows.ts";
import { pdfText } from "./pdf-text.ts";

const seller = { COMPANY_ADDRESS: "Lindvägen 4, 903 39 Umeå, Sweden", COMPANY_VAT_ID: "SE556677889901" };
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown(seller)));
afterEach(() => town.close());

type Billed = { name?: string; address?: object; taxId?: string };
function pay({ name = "Acme GmbH", address = {}, taxId }: Billed = {}, currency = "eur", amount = 120_000) {
  const raw = JSON.stringify({
    customer_name: name,
    customer_address: address,
    customer_tax_ids: taxId ? [{ value: taxId }] : [],
    custom_fields: [{ name: "PO number", value: "PO-2210" }],
  });
  const sums = { total: amount, amountPaid: amount, amountRemaining: 0 };
  const id = addInvoice(town, town.acme, { number: "INV-7", status: "paid", paidAt: monday, currency, raw, ...sums });
  return { id, payment: addPayment(town, town.acme, id, { amountPaid: amount, currency }) };
}
const pathOf = ({ id, payment }: ReturnType<typeof pay>) => `/o/${town.acme}/billing/${id}/receipts/${payment}`;
const as = (who: "ada" | "ann") => browserIn(town, { cookie: town.signIn(town[who].id) });

async function read(path: string, init: RequestInit = {}) {
  const response = await town.fetch(path, { headers: { Cookie: town.signIn(town.ann.id) }, ...init });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { response, text: response.status === 200 && bytes.length ? pdfText(bytes) : "" };
}

it("says who was paid by whom, what, when and how, under its own name", async () => {
  const address = { line1: "Hafenstr. 4", postal_code: "20359", city: "Hamburg", country: "DE" };
  const paid = pay({ address, taxId: "DE123456789" });
  const page = pageOf((await as("ann").get(pathOf(paid))).html);
  expect(page.main.link("Receipt (PDF)").href).toBe(`${pathOf(paid)}/pdf`);
  expect(pageOf((await as("ann").get(`/o/${town.acme}/billing/${paid.id}`)).html).hrefs).toContain(
    `${pathOf(paid)}/pdf`,
  );
  const { response, text } = await read(`${pathOf(paid)}/pdf`);
  expect(response.headers.get("Content-Type")).toBe("application/pdf");
  expect(response.headers.get("Content-Disposition")).toBe('inline; filename="Receipt-INV-7.pdf"');
  expect(response.headers.get("Cache-Control")).toBe("private, no-store");
  expect(text.split("\n")).toEqual(
    [
      ["Norrland Chairs", "Lindvägen 4", "903 39 Umeå", "Sweden", "VAT number SE556677889901"],
      ["Receipt for invoice INV-7", "Paid", "€1,200.00"],
      ["Paid on", "23 November 2026", "Paid with", "Visa •••• 4242"],
      ["Paid by", "Acme GmbH", "Hafenstr. 4", "20359 Hamburg", "Germany", "Tax number", "DE123456789"],
      ["PO number", "PO-2210", "For", "Invoice INV-7", "Issued", "23 November 2026", "Invoice total", "€1,200.00"],
      ["Reference", paid.payment],
    ].flat(),
  );
});

it("says what is still to pay of an invoice that was paid in part", async () => {
  const sums = { total: 120_000, amountPaid: 42_450, amountRemaining: 77_550 };
  const id = addInvoice(town, town.acme, { number: "INV-8", status: "open", ...sums });
  const payment = addPayment(town, town.acme, id, { amountPaid: 42_450 });
  expect((await read(`${pathOf({ id, payment })}/pdf`)).text).toContain("Still to pay\n€775.50");
});

it.each([
  ["jpy", 1_234_500, "JP¥1,234,500"],
  ["kwd", 1_234_567, "KWD 1,234.567"],
  ["huf", 1_234_567, "HUF 12,345.67"],
])("has the decimals of %s", async (currency, amount, words) => {
  expect((await read(`${pathOf(pay({}, currency, amount))}/pdf`)).text).toContain(words);
});

it.each(["Ærøskøbing Łódź Møbler", "Ελληνική Εταιρεία", "ООО «Стул»", "Հայաստան ՍՊԸ", "საქართველო"])(
  "writes %s as it is",
  async (name) => {
    expect((await read(`${pathOf(pay({ name }))}/pdf`)).text.split("\n")).toContain(name);
  },
);

it("turns what is written from right to left, and leaves the digits in it", async () => {
  const { text } = await read(`${pathOf(pay({ name: "רהיטים 24 בע״מ (Acme)", address: { line1: "شركة" } }))}/pdf`);
  expect(text.split("\n")).toContain("(Acme) מ״עב 24 םיטיהר");
  expect(text.split("\n")).toContain("ةكرش");
});

it("breaks long names into lines, and a thousand of them into pages of which there is an end", async () => {
  const { text } = await read(`${pathOf(pay({ name: "Genossenschaft ".repeat(18) + "x".repeat(200) }))}/pdf`);
  expect(text).toMatch(/^Genossenschaft( Genossenschaft)+$/m);
  expect((await read(`${pathOf(pay({ name: "Ä\n".repeat(1_000) }))}/pdf`)).text.match(/^Ä$/gm)).toHaveLength(40);
});

describe("what our font has no letters for", () => {
  it("is not offered where the script is none of its own: the page is printed", async () => {
    const paid = pay({ name: "株式会社イス" });
    const { html } = await as("ann").get(pathOf(paid));
    expect(pageOf(html).main.all("link", "Receipt (PDF)")).toEqual([]);
    expect(html).toContain("print this page");
  });

  it("leads to that page, and leaves no empty boxes", async () => {
    const paid = pay({ name: "Acme 🪑" });
    const { status, html } = await as("ann").get(`${pathOf(paid)}/pdf`);
    expect(status).toBe(404);
    expect(html).toContain("letters that aren’t in the font");
    expect(pageOf(html).main.hrefs).toContain(pathOf(paid));
  });
});

it("is made for who holds the invoice's link, and found by nobody", async () => {
  const address = { line1: "Hafenstr. 4", postal_code: "20359", city: "Hamburg", country: "DE" };
  const { id, payment } = pay({ address, taxId: "DE123456789" });
  const link = { kind: "invoice", itemId: id, email: town.bo.email } as const;
  const token = createItemLink(town.system.within(town.acme), link, monday);
  const path = `/l/${token}/pdf?payment=${payment}`;
  expect(pageOf((await browserIn(town).get(`/l/${token}`)).html).hrefs).toContain(path);
  const { response, text } = await read(path, { headers: {} });
  expect(text).toContain("Acme GmbH\nGermany\nTax number\nDE•••789");
  expect(text).not.toContain("Hafenstr");
  expect(response.headers.get("X-Robots-Tag")).toBe("noindex, nofollow");
  const other = await read(`/l/${token}/pdf?payment=inpay_never`, { headers: {}, redirect: "manual" });
  expect(other.response.status).toBe(303);
});

it("is made sixty times an hour for one reader; a HEAD makes none", async () => {
  const path = `${pathOf(pay())}/pdf`;
  for (let n = 0; n < 60; n++) expect((await read(path)).response.status).toBe(200);
  expect((await read(path)).response.status).toBe(429);
  const head = await read(path, { method: "HEAD", headers: { Cookie: town.signIn(town.ann.id) } });
  expect(head.response.status).toBe(200);
});
