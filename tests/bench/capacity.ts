import { setTimeout as pause } from "node:timers/promises";
import { startCompany } from "../run/company.ts";
import { openCrowd } from "./crowd.ts";
import { openPortalFile } from "./data.ts";
import { processorTime } from "./rates.ts";
import { customerPages, visits } from "./visits.ts";

const pagesEach = 400;
const orders = 500;
const invoices = 200;
const patienceMs = 120_000;

// What the table takes for granted.
const pagesPerCustomerAndMonth = 10;
const workingDaysPerMonth = 22;
const busiestHour = 0.15;
const usedAtMost = 0.5;

/** How many a day one core does of what takes it so many milliseconds, if the busiest hour may take half of it. */
const perDay = (ms: number) => (3_600_000 * usedAtMost) / busiestHour / ms;

/** Processor time of a page rendered anew, as an average of those that customers open most. */
async function pageTime(): Promise<number> {
  const crowd = await openCrowd(100);
  for (const page of Object.values(customerPages)) await visits(crowd.at, crowd.visitors, page, pagesEach);
  const before = processorTime(crowd.pid);
  for (const page of Object.values(customerPages)) await visits(crowd.at, crowd.visitors, page, pagesEach);
  const ms = (processorTime(crowd.pid) - before) / (pagesEach * Object.keys(customerPages).length);
  await crowd.close();
  return ms;
}

/** Processor time of an order that the feed tells of, and of a step of it that its customer is mailed about. */
async function orderTimes() {
  const company = await startCompany();
  const key = await company.makeKey("Bench");
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  const tell = async (items: object[]) => {
    const answer = await fetch(`${company.url}/api/v1/batch`, {
      method: "POST",
      headers,
      body: JSON.stringify({ items }),
    });
    const { results } = (await answer.json()) as { results: { status: number }[] };
    const wrong = results.find(({ status }) => status !== 201);
    if (wrong) throw new Error(`An item was answered ${JSON.stringify(wrong)}`);
  };
  const each = <T>(make: (n: number) => T) => Array.from({ length: orders }, (_, n) => make(n));
  await tell(each((n) => ({ put: `organizations/c${n}`, body: { name: `Company ${n}` } })));
  const memberships = (n: number) => [{ organization: `c${n}`, role: "owner" }];
  await tell(
    each((n) => ({ put: `people/p${n}`, body: { email: `p${n}@bench.example`, memberships: memberships(n) } })),
  );
  const began = processorTime(company.pid());
  await tell(each((n) => ({ put: `orders/PO-${n}`, body: { organization: `c${n}`, title: "Six oak chairs" } })));
  const told = processorTime(company.pid());
  const sent = company.postmark.sent.length;
  const occurredAt = new Date().toISOString();
  await tell(each((n) => ({ post: `orders/PO-${n}/events`, body: { eventId: "e", step: "shipped", occurredAt } })));
  const patience = performance.now() + patienceMs;
  while (company.postmark.sent.length - sent < orders && performance.now() < patience) await pause(100);
  const mails = company.postmark.sent.length - sent;
  if (mails < orders) throw new Error(`${mails} of ${orders} mails were sent`);
  const mailed = processorTime(company.pid());
  await company.close();
  return { order: (told - began) / orders, step: (mailed - told) / orders };
}

/** Processor time of an event that Stripe tells of an invoice, with its share of what is then fetched, stored and mailed. */
async function eventTime(): Promise<number> {
  const company = await startCompany();
  const { stripe } = company;
  const db = openPortalFile(company.dataDir);
  const count = (sql: string) => db.prepare(sql).pluck().get() as number;
  const settled = async (stored: number) => {
    const patience = performance.now() + patienceMs;
    const isDone = () =>
      count("select count(*) from invoices") === stored &&
      !count("select count(*) from stripe_dirty where gen > done_gen");
    while (!isDone())
      if (performance.now() > patience) throw new Error("Stripe's invoices did not come in");
      else await pause(100);
  };
  stripe.addWebhook({ url: company.webhookUrl, secret: company.webhookSecret });
  const { id: customer } = stripe.createCustomer({ name: "Bench Ltd", email: "ap@bench.example" });
  const open = () => stripe.openInvoice({ customer, lines: [{ amount: 10_000, description: "An oak chair" }] });
  open();
  await stripe.delivered();
  await settled(1);
  const [began, known] = [processorTime(company.pid()), count("select count(*) from stripe_event")];
  for (let n = 0; n < invoices; n++) open();
  await stripe.delivered();
  await settled(1 + invoices);
  const ms = (processorTime(company.pid()) - began) / (count("select count(*) from stripe_event") - known);
  db.close();
  await company.close();
  return ms;
}

/** What one core carries, from what it takes for a page, an order, a mail and an event of Stripe's. */
export async function benchCapacity() {
  const page = await pageTime();
  const { order, step } = await orderTimes();
  const event = await eventTime();
  const show = (name: string, ms: number, carried: string) =>
    console.log(`${name.padEnd(34)} ${ms.toFixed(2).padStart(7)} ms  ${carried}`);
  const round = (n: number) => Number(n.toPrecision(2)).toLocaleString("en");
  console.log("processor time, and what one core carries of it a day if it does nothing else");
  const customers = (perDay(page) * workingDaysPerMonth) / pagesPerCustomerAndMonth;
  show("a page rendered anew", page, `${round(perDay(page))} pages: ${round(customers)} customers`);
  show("an order from the feed", order, `${round(perDay(order))} orders`);
  show("a step of an order, with its email", step, `${round(perDay(step))} emails`);
  show("an event of Stripe's, with its fetch", event, `${round(perDay(event))} events`);
  console.log(
    `(${pagesPerCustomerAndMonth} pages a customer and month, ${workingDaysPerMonth} working days, ` +
      `${busiestHour * 100} % of a day in its busiest hour, of which ${usedAtMost * 100} % is used)`,
  );
}
