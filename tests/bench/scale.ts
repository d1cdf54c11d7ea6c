import { openCrowd, type Crowd } from "./crowd.ts";
import { median, processorTime, quantile } from "./rates.ts";
import { customerPages, visit, visits, type Asked } from "./visits.ts";

const few = 100;
const many = Number(process.env.ORGANIZATIONS ?? 100_000);
const [rounds, pagesARound] = [50, 40];
const [warming, staffRounds] = [10, 100];

const staffPages = {
  desk: "/staff/requests",
  "desk, mine": "/staff/requests?whose=mine",
  "desk, search": "/staff/requests?q=chair",
  "staff's first page": "/staff",
  board: "/staff/orders",
  "board, late projects": "/staff/orders?state=late&kind=project",
  "board, done": "/staff/orders?state=done",
  "board, search": "/staff/orders?q=chair",
  "a customer": "/staff/customers/org_77",
  customers: "/staff/customers",
  "customers, further on": "/staff/customers?after=org_77",
  "customers, never signed in": "/staff/customers?show=never-signed-in",
  "customers, unpaid": "/staff/customers?show=owes",
  "customers, late": "/staff/customers?show=late-order&sort=newest",
  "customers, emails bounce": "/staff/customers?show=mail-comes-back",
  "customers, nobody": "/staff/customers?show=nobody",
  "customers, search": "/staff/customers?q=company",
  "search, a word that all have": "/staff/search?q=company",
  "search, part of it": "/staff/search?q=compa",
  "search, two words": "/staff/search?q=oak+chair",
  "search, a few letters": "/staff/search?q=ch",
  "search, a number": "/staff/search?q=INV-7-77",
  "search, a mail address": "/staff/search?q=ada%40company77.example",
  "search, nothing fits": "/staff/search?q=nowhere",
};

/** One side of a comparison: what its pages took so far. */
const side = ({ at, visitors, pid }: Crowd, page: Asked) => {
  const waits: number[] = [];
  const began = processorTime(pid);
  return {
    waits,
    /** Asks for a few; gives how long that took. */
    async round() {
      const found = await visits(at, visitors, page, pagesARound);
      waits.push(...found.waits);
      return found.ms;
    },
    processor: () => (processorTime(pid) - began) / waits.length,
  };
};

/** The same page of both, a few of each in turn, so that both meet the same weather. */
async function compare(big: Crowd, small: Crowd, page: Asked) {
  for (const { at, visitors } of [big, small]) await visits(at, visitors, page, 5 * pagesARound);
  const [ofBig, ofSmall] = [side(big, page), side(small, page)];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) ratios.push((1 / (await ofBig.round())) * (await ofSmall.round()));
  return {
    rate: median(ratios),
    p99: quantile(ofBig.waits, 0.99) / quantile(ofSmall.waits, 0.99),
    processor: [ofBig.processor(), ofSmall.processor()] as const,
  };
}

/** Customers' and staff's pages of a large company beside a small one's. `ORGANIZATIONS=5000` tries it with fewer. */
export async function benchScale() {
  const [big, small] = [await openCrowd(many), await openCrowd(few)];
  for (const { organizations, seconds, bytes } of [big, small])
    console.log(
      `${organizations} organizations, ${organizations * 50} invoices: ${(bytes / 1e6).toFixed(0)} MB, made in ${seconds.toFixed(0)} s`,
    );

  console.log("\npages rendered anew, large ÷ small; goals: rate ≥ 0.85, p99 ≤ 1.2");
  for (const [name, page] of Object.entries(customerPages)) {
    const { rate, p99, processor } = await compare(big, small, page);
    const ms = processor.map((one) => one.toFixed(2)).join(" and ");
    console.log(`${name.padEnd(34)} rate ${rate.toFixed(2)}  p99 ${p99.toFixed(2)}  processor ${ms} ms a page`);
  }

  console.log("\nstaff's pages at the large one, p95 and median in milliseconds; goal: p95 ≤ 30");
  for (const [name, path] of Object.entries(staffPages)) {
    const waits: number[] = [];
    for (let n = 0; n < warming + staffRounds; n++) waits.push(await visit(big.at + path, big.staff.headers));
    const [p95, half] = [0.95, 0.5].map((share) => quantile(waits.slice(warming), share).toFixed(1).padStart(7));
    console.log(`${name.padEnd(34)} ${p95} ms  ${half} ms`);
  }
  await Promise.all([big.close(), small.close()]);
}
