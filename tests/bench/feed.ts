import { join } from "node:path";
import Database from "better-sqlite3";
import { startCompany } from "../run/company.ts";
import { fill } from "./data.ts";
import { startFloor } from "./floor-process.ts";
import { latency } from "./rates.ts";

const orders = 10_000;
const eventsEach = 6;
const atOnce = 1_000;
const maxSeconds = 20;

const body = {
  organization: "bench",
  title: "Six oak chairs",
  promisedDate: "2026-12-01",
  items: [{ name: "Oak chair, natural oil", quantity: 6 }],
  deliverTo: { line1: "Hafenstr. 4", postalCode: "20359", city: "Hamburg", country: "DE" },
};
const steps = ["placed", "confirmed", "packed", "shipped", "on a ship", "delivered"];

/** Every order, and then its events, in batches of a thousand. */
function batches(): string[] {
  const now = Date.now();
  const references = Array.from({ length: orders }, (_, n) => `PO-${n}`);
  const told = references.map((reference) => ({ put: `orders/${reference}`, body }));
  const happened = Array.from({ length: eventsEach }, (_, k) =>
    references.map((reference) => ({
      post: `orders/${reference}/events`,
      body: { eventId: `e-${k}`, step: steps[k], occurredAt: new Date(now - (10 - k) * 86_400_000).toISOString() },
    })),
  );
  const all = [told, ...happened].flat();
  return Array.from({ length: all.length / atOnce }, (_, n) =>
    JSON.stringify({ items: all.slice(n * atOnce, (n + 1) * atOnce) }),
  );
}

/** Sends them one after the other; gives the seconds. Throws where an item is not made. */
async function pour(url: string, headers: Record<string, string>, all: string[]): Promise<number> {
  const started = performance.now();
  for (const batch of all) {
    const answer = await fetch(url, { method: "POST", headers, body: batch });
    const { results } = (await answer.json()) as { results: { status: number }[] };
    const wrong = results.find(({ status }) => status !== 201);
    if (wrong) throw new Error(`An item was answered ${JSON.stringify(wrong)}`);
  }
  return (performance.now() - started) / 1000;
}

const line = (name: string, value: string, rest: string) =>
  console.log(`${name.padEnd(34)} ${value.padStart(10)}  ${rest}`);

/** Ten thousand orders with their events by batch, against a bare server; and single calls in quiet and beside pages. */
export async function benchFeed() {
  const company = await startCompany();
  const { dataDir, url } = company;
  const { org, cookie } = fill(dataDir, 300);
  const key = await company.makeKey("Bench");
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  const api = `${url}/api/v1`;
  await fetch(`${api}/organizations/bench`, { method: "PUT", headers, body: '{"name":"Bench Ltd"}' });

  const call = {
    method: "PUT" as const,
    url: `${api}/orders/[<id>]`,
    headers,
    body: JSON.stringify(body),
    expect: 201,
  };
  const page = { url: `${url}/o/${org}/billing?n=[<id>]`, headers: { Cookie: cookie }, expect: 200 };
  await Promise.all([latency({ ...call, seconds: 3 }), latency({ ...page, seconds: 3 })]);
  console.log("single calls of the feed, each durable, 20 a second, p99 in milliseconds");
  const quiet = await latency(call);
  line("in quiet", `${quiet.toFixed(1)} ms`, "");
  const [beside] = await Promise.all([latency(call), latency(page)]);
  line("while pages are served", `${beside.toFixed(1)} ms`, `ratio to quiet ${(beside / quiet).toFixed(2)}`);
  const alone = await latency(page);

  const all = batches();
  console.log(`\n${orders} orders with ${orders * eventsEach} events, in batches of ${atOnce}`);
  const bare = await startFloor("floor-feed.ts", join(dataDir, "floor.db"));
  const floor = await pour(bare.at, headers, all);
  bare.stop();
  const ours = await pour(`${api}/batch`, headers, all);
  line("whole", `${ours.toFixed(1)} s`, `floor ${floor.toFixed(1)} s  ratio ${(ours / floor).toFixed(1)}`);
  await company.stop("SIGKILL");
  const db = new Database(join(dataDir, "foyer.db"), { readonly: true });
  const count = (sql: string) => db.prepare(sql).pluck().get() as number;
  const events = count("select count(*) from order_events");
  const delivered = count("select count(*) from orders where reference like 'PO-%' and done_at is not null");
  db.close();
  line("stored after kill -9", String(events), `events of ${orders * eventsEach}, ${delivered} orders delivered`);
  if (ours > maxSeconds) throw new Error(`That took longer than ${maxSeconds} s`);

  await company.start();
  let isPouring = true;
  const again = (async () => {
    while (isPouring)
      await fetch(`${api}/batch`, { method: "POST", headers, body: all[0] }).then((answer) => answer.text());
  })();
  const during = await latency(page);
  isPouring = false;
  await again;
  line(
    "the list page meanwhile, p99",
    `${during.toFixed(1)} ms`,
    `in quiet ${alone.toFixed(1)} ms, ratio ${(during / alone).toFixed(2)}`,
  );
  await company.close();
}
