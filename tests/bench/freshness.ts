import { visitorOf } from "./data.ts";
import { startCompany } from "../run/company.ts";
import { quantile } from "./rates.ts";

const perSecond = 10;
const seconds = 20;
const everyMs = 20;

const soon = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms));

/** From the moment Stripe knows of an invoice to the moment its customer's page shows it, at ten events a second. */
export async function benchFreshness() {
  const company = await startCompany();
  const { stripe, url, webhookUrl, webhookSecret, dataDir } = company;
  stripe.addWebhook({ url: webhookUrl, secret: webhookSecret });
  const { id: customer } = stripe.createCustomer({ name: "Fresh Ltd", email: "fay@fresh.example" });
  await company.signInMail("fay@fresh.example", 20);
  const { org, cookie } = visitorOf(dataDir, "fay@fresh.example");
  const headers = { Cookie: cookie };

  const eventsBefore = stripe.events().length;
  const waiting = new Map<string, number>();
  const waits: number[] = [];
  let isOver = false;
  const looking = (async () => {
    while (!isOver || waiting.size) {
      const page = await (await fetch(`${url}/o/${org}/billing`, { headers })).text();
      for (const [number, since] of waiting) {
        if (!page.includes(`>${number}<`)) continue;
        waits.push(performance.now() - since);
        waiting.delete(number);
      }
      await soon(everyMs);
    }
  })();
  const perInvoice = () => (stripe.events().length - eventsBefore) / Math.max(1, waits.length + waiting.size);
  for (let n = 0; stripe.events().length - eventsBefore < perSecond * seconds; n++) {
    const number = `FRESH-${n}`;
    stripe.openInvoice({ customer, number, lines: [{ amount: 1000 + n, description: "Stool" }] });
    waiting.set(number, performance.now());
    await soon((1000 * perInvoice()) / perSecond);
  }
  isOver = true;
  await Promise.race([looking, soon(30_000)]);

  const [middle, p95] = [quantile(waits, 0.5), quantile(waits, 0.95)];
  console.log(`an invoice made at Stripe until its customer's page shows it, ${perSecond} events a second`);
  console.log(`${"p50".padEnd(34)} ${middle.toFixed(0).padStart(7)} ms`);
  console.log(
    `${"p95".padEnd(34)} ${p95.toFixed(0).padStart(7)} ms  of 2000 ms: ratio ${(p95 / 2000).toFixed(2)}; ${waiting.size} not seen`,
  );
  await company.close();
}
