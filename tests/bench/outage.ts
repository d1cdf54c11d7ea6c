import Database from "better-sqlite3";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startCompany, type Company } from "../run/company.ts";

const outageMs = 75_000;
const waitingInvoices = 40;
const askEveryMs = 250;

type Ready = { syncLagSeconds: number; stripe: { changesWaiting: number; says: string } | null };
const ready = async (company: Company) => (await (await fetch(`${company.url}/readyz`)).json()) as Ready;

/** Invoices by status, read beside the portal. */
function statuses({ dataDir }: Company) {
  const file = new Database(join(dataDir, "foyer.db"), { readonly: true });
  const rows = file.prepare("select status, count(*) n from invoices group by status").all() as {
    status: string;
    n: number;
  }[];
  file.close();
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

/** Waits until it is so; gives after how many seconds. Throws after two minutes. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > 120_000) throw new Error("It did not come to that");
    await pause(askEveryMs);
  }
  return (performance.now() - began) / 1000;
}

const figure = (name: string, text: string) => console.log(`${name.padEnd(46)} ${text}`);

/** Stripe answers 500 for 75 seconds while invoices are paid there; then the portal is killed with fetches in flight. */
export async function benchOutage() {
  console.log("Stripe away for 75 s, and a kill -9 with fetches in flight");
  const company = await startCompany();
  const { stripe, webhookUrl: url, webhookSecret: secret } = company;
  stripe.addWebhook({ url, secret });
  const { id: customer } = stripe.createCustomer({ name: "Kari", email: "kari@outage.example" });
  const open = () => stripe.openInvoice({ customer, lines: [{ amount: 5000 }] }).id;
  const invoices = Array.from({ length: waitingInvoices }, open);
  await stripe.delivered();
  await until(() => statuses(company).open === waitingInvoices);

  stripe.faults.status(500, 1_000_000);
  for (const id of invoices) stripe.payInvoice(id);
  await stripe.delivered();
  await pause(outageMs);
  const during = await ready(company);
  figure("said after 75 s", `“${during.stripe?.says ?? "nothing"}”, lag ${during.syncLagSeconds} s`);
  stripe.faults.clear();
  const back = await until(() => statuses(company).paid === waitingInvoices);
  figure(`all ${waitingInvoices} paid, after Stripe’s return`, `${back.toFixed(1)} s (goal 15 s)`);
  const after = await ready(company);
  figure("said then", `${after.stripe ? `“${after.stripe.says}”` : "nothing"}, lag ${after.syncLagSeconds} s`);

  stripe.faults.latency(60_000);
  const late = Array.from({ length: 4 }, open);
  await stripe.delivered();
  await pause(2_000);
  await company.stop("SIGKILL");
  stripe.faults.clear();
  await company.start();
  const taken = await until(() => statuses(company).open === late.length);
  figure("in flight at a kill -9, after the next start", `${taken.toFixed(1)} s (goal 5 s)`);
  await company.close();
}
