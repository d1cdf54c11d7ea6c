import { startStripe } from "../fakes/stripe/server.ts";

const [count = "10000", perSecond = "25", latencyMs = "200"] = process.argv.slice(2);
const stripe = await startStripe({ now: Date.now });
const day = 86_400;
const span = 3 * 365 * day;
const start = Math.floor(Date.now() / 1000) - span - day;

stripe.quietly(() => {
  const customers = Array.from({ length: 10 }, (_, n) =>
    stripe.createCustomer({ name: `Customer ${n}`, email: `c${n}@bench.example`, created: start }),
  );
  for (let n = 0; n < Number(count); n++) {
    const created = start + Math.floor((span * n) / Number(count));
    const lines = [{ amount: 1000 + n, description: "Chair" }];
    const { id } = stripe.openInvoice({ customer: customers[n % 10]!.id, lines, created });
    if (n % 2) stripe.payInvoice(id, { at: created });
  }
});
stripe.faults.ratePerSecond = Number(perSecond);
stripe.faults.latency(Number(latencyMs));
const { invoices, invoicePayments, charges } = stripe.state;
console.log(
  JSON.stringify({ url: stripe.url, key: stripe.apiKey, objects: invoices.size + invoicePayments.size + charges.size }),
);
