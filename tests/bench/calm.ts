import { startCompany, type Company } from "../run/company.ts";
import { fill } from "./data.ts";
import { latency } from "./rates.ts";

const customers = 400;
const invoicesEach = 40;
const seconds = 8;

/** A customer's pages in quiet, and then while what `begin` begins will continue. */
async function beside(name: string, begin: (company: Company) => Promise<() => void>) {
  const company = await startCompany({ env: { STRIPE_WEBHOOK_SECRET: "whsec_company" } });
  const { org, cookie } = fill(company.dataDir, 300);
  const page = { url: `${company.url}/o/${org}/billing?n=[<id>]`, headers: { Cookie: cookie }, seconds, expect: 200 };
  await latency({ ...page, seconds: 3 });
  const quiet = await latency(page);
  const end = await begin(company);
  const during = await latency(page);
  end();
  await company.close();
  const figures = `${during.toFixed(1).padStart(7)} ms  in quiet ${quiet.toFixed(1).padStart(6)} ms`;
  console.log(`${name.padEnd(34)} ${figures}  ratio ${(during / quiet).toFixed(2)}`);
}

async function hang({ stripe, webhookUrl: url, webhookSecret: secret }: Company) {
  stripe.addWebhook({ url, secret });
  const { id } = stripe.createCustomer({ name: "Slow Ltd", email: "s@slow.example" });
  await stripe.delivered();
  for (let n = 0; n < 1000; n++) stripe.faults.hang();
  for (let n = 0; n < 60; n++) stripe.openInvoice({ customer: id, lines: [{ amount: 100 }] });
  await stripe.delivered();
  return () => stripe.faults.clear();
}

async function backfill(company: Company) {
  const { stripe } = company;
  stripe.quietly(() => {
    for (let n = 0; n < customers; n++) {
      const { id: customer } = stripe.createCustomer({ name: `Crowd ${n}`, email: `c${n}@crowd.example` });
      for (let i = 0; i < invoicesEach; i++) stripe.openInvoice({ customer, lines: [{ amount: 100 + i }] });
    }
  });
  stripe.faults.latency(200);
  stripe.faults.ratePerSecond = 25;
  const command = company.command(["stripe", "backfill", "--restart"]);
  return () => {
    if (command.exitCode !== null) throw new Error("The backfill ended before it was measured");
    command.kill();
  };
}

/** Pages while Stripe does not answer, and while everything is fetched anew, against the same pages in quiet. */
export async function benchCalm() {
  console.log("the list page rendered anew, 20 a second, p99");
  await beside("while Stripe hangs", hang);
  await beside("during a backfill", backfill);
}
