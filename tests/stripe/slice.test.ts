import { expect, it } from "vitest";
import { openBilling } from "./billing.ts";

it("brings an invoice from a webhook to an organization of its own", async () => {
  const b = await openBilling();
  const customer = b.stripe.createCustomer({ name: "Fjord AS", email: "Kari@Fjord.example" });
  const invoice = b.stripe.openInvoice({ customer: customer.id, lines: [{ amount: 4200, description: "Stool" }] });
  await b.sync();
  console.log(b.logLines.filter((l) => !l.includes('"request"')).join(""));
  console.log(b.dirty(), b.tasks());
  expect(b.invoice(invoice.id)).toMatchObject({ status: "open", total: 4200, orgId: expect.stringMatching(/^org_/) });
  expect(b.mails("invoice-ready")).toMatchObject([{ recipient: "kari@fjord.example" }]);
  await b.end();
});
