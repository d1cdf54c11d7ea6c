import { afterEach, beforeEach, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { mailWorker } from "#app/workers.ts";
import { queueMail } from "#db/outbox.ts";
import { browserIn } from "#tests/http.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown({ FOYER_MODE: "development", SMTP_URL: "" })));
afterEach(() => town.close());

type Values = Parameters<typeof addInvoice>[2];
const settled = { status: "paid", amountDue: 0, amountPaid: 0, amountRemaining: 0 };

/** The mail that an invoice is ready, and the words of its page. */
async function told(values: Values) {
  const id = addInvoice(town, town.acme, { ...settled, number: "INV-7", ...values });
  const about = { kind: "invoice-ready", recipient: "ada@acme.example", dedupeKey: id, orgId: town.acme };
  queueMail(town.system, { ...about, props: { invoiceId: id } }, town.now());
  await town.drain([mailWorker]);
  const [mail] = listMails(town.dataDir);
  const { html } = await browserIn(town, { cookie: town.signIn(town.ada.id) }).get(`/o/${town.acme}/billing/${id}`);
  return { mail: mail ? `${mail.subject}\n${mail.text.split("See the invoice")[0]}` : null, html };
}

it.each<[string, Values, string[], string]>([
  [
    "in the customer's favour",
    { total: -5000 },
    ["Invoice INV-7: a credit of €50.00", "Your credit: €50.00", "It’ll be taken off your next payment"],
    "This is a credit: we’ll take it off your next invoice",
  ],
  [
    "that credit covers",
    { total: 10000, startingBalance: -17500 },
    ["Invoice INV-7, nothing to pay", "Amount: €100.00", "Nothing to pay: covered by your credit"],
    "Paid with your credit.",
  ],
  [
    "that a credit note covers",
    { total: 10000, preCredits: 10000 },
    ["Invoice INV-7, nothing to pay", "Nothing to pay: covered by a credit note"],
    "a credit note covers it",
  ],
  [
    "too small to charge",
    { total: 30 },
    ["Invoice INV-7, nothing to pay", "Nothing to pay now: added to your next invoice"],
    "added to your next invoice",
  ],
])("an invoice %s is told as that: nobody is thanked for a payment", async (_what, values, words, onPage) => {
  const { mail, html } = await told(values);
  for (const said of words) expect(mail).toContain(said);
  expect(mail).not.toMatch(/paid|thank|[-−]\s?€/i);
  expect(html).toContain(onPage);
});

it("an invoice about nothing is no mail, and nothing to pay on its page", async () => {
  const { mail, html } = await told({ total: 0 });
  expect(mail).toBeNull();
  expect(html).toContain("There’s nothing to pay.");
  expect(html).not.toContain(">Paid<");
});

it("one that was paid in part from credit still thanks for the payment", async () => {
  const { mail } = await told({ total: 10000, startingBalance: -4000, amountDue: 6000, amountPaid: 6000 });
  expect(mail).toContain("Invoice INV-7, paid");
});
