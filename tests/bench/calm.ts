import { startCompany } from "../run/company.ts";
import { fill } from "./data.ts";
import { latency } from "./rates.ts";

const customers = 400;
const invoicesEach = 40;
const seconds = 8;

/** Pages while Stripe does not answer, and while everything is fetched anew, against the same pages in quiet. */
export async function benchCalm() {
  const company = await startCompany({ env: { STRIPE_WEBHOOK_SECRET: "whsec_company" } });
  const { stripe, dataDir, url, webhookUrl, webhookSecret } = company;
  const { org, cookie } = fill(dataDir, 300);
  const page = { url: `${url}/o/${org}/billing?n=[<id>]`, headers: { Cookie: cookie }, seconds, expect: 200 };
  await latency({ ...page, seconds: 3 });
  console.log("the list page rendered anew, 20 a second, p99 in milliseconds");
  const quiet = await latency(page);
  const show = (name: string, p99: number) =>
    console.log(`${name.padEnd(34)} ${p99.toFixed(1).padStart(7)} ms  ratio to quiet ${(p99 / quiet).toFixed(2)}`);
  show("in quiet", quiet);

  stripe.addWebhook({ url: webhookUrl, secret: webhookSecret });
  const { id } = stripe.createCustomer({ name: "Slow Ltd", email: "s@slow.example" });
  await stripe.delivered();
  for (let n = 0; n < 1000; n++) stripe.faults.hang();
  for (let n = 0; n < 60; n++) stripe.openInvoice({ customer: id, lines: [{ amount: 100 }] });
  await stripe.delivered();
  show("while Stripe hangs", await latency(page));
  stripe.faults.clear();

  stripe.quietly(() => {
    for (let n = 0; n < customers; n++) {
      const { id: customer } = stripe.createCustomer({ name: `Crowd ${n}`, email: `c${n}@crowd.example` });
      for (let i = 0; i < invoicesEach; i++) stripe.openInvoice({ customer, lines: [{ amount: 100 + i }] });
    }
  });
  stripe.faults.latency(200);
  stripe.faults.ratePerSecond = 25;
  const backfill = company.command(["stripe", "backfill", "--restart"]);
  show("during a backfill", await latency(page));
  if (backfill.exitCode !== null) throw new Error("The backfill ended before it was measured");
  backfill.kill();
  await company.close();
}
