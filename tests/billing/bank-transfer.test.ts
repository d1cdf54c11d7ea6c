import { afterEach, beforeEach, expect, it } from "vitest";
import { bankTransfer } from "#app/billing/bank-transfer.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

const env = { BANK_IBAN: "DE89370400440532013000", BANK_HOLDER: "Norrland Möbel AB", BANK_BIC: "COBADEFFXXX" };
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown(env)));
afterEach(() => town.close());

const as = (who: "ada" | "ann") => browserIn(town, { cookie: town.signIn(town[who].id) });
const invoice = (values: Parameters<typeof addInvoice>[2] = {}) =>
  addInvoice(town, town.acme, { number: "INV-7", total: 81006, amountRemaining: 81006, ...values });
const read = async (who: "ada" | "ann", id = "") =>
  pageOf((await as(who).get(`/o/${town.acme}/billing${id && `/${id}`}`)).html);
const transfer = /Pay by bank transfer/;

it("stands beside Pay, for Ann who cannot pay too: account, reference, amount and a code", async () => {
  const id = invoice();
  for (const page of [await read("ada", id), await read("ann", id), await read("ann")]) {
    const { text } = page.region(transfer);
    for (const fact of [
      "Account holder Norrland Möbel AB",
      "IBAN DE89 3704 0044 0532 0130 00",
      "BIC COBADEFFXXX",
      "Reference INV-7",
      "Amount €810.06",
      "Scan the code",
    ])
      expect(text.replace(/\s+/g, " ")).toContain(fact);
  }
});

it("is on the page behind a mail's link", async () => {
  const item = { kind: "invoice" as const, itemId: invoice(), email: "ada@acme.example" };
  const token = createItemLink(town.system.within(town.acme), item, town.now());
  const { html } = await browserIn(town).get(`/l/${token}`);
  expect(pageOf(html).region(transfer).text).toContain("INV-7");
});

it("has no code for another currency, and asks for one transfer an invoice where several are open", async () => {
  const id = invoice({ number: "INV-8", currency: "usd" });
  expect((await read("ada", id)).region(transfer).text).not.toContain("Scan");
  invoice();
  const { text } = (await read("ada")).region(transfer);
  for (const part of ["INV-7", "INV-8", "one transfer for each invoice"]) expect(text).toContain(part);
  expect(text).not.toContain("Scan");
});

it("is not offered for what is paid, nor where the company gives no account", async () => {
  const id = invoice({ status: "paid", amountRemaining: 0, paidAt: town.now() });
  expect((await read("ada", id)).all("region", transfer)).toEqual([]);
  const open = { number: "INV-7", currency: "eur", amountRemaining: 1, payable: true, isUnderWay: false } as const;
  expect(bankTransfer(null, [{ ...open, collectionMethod: "send_invoice" }])).toBeNull();
});

it("is not offered for what a card is charged for by itself: it would be paid twice", async () => {
  const id = invoice({ collectionMethod: "charge_automatically" });
  expect((await read("ada", id)).all("region", transfer)).toEqual([]);
});
