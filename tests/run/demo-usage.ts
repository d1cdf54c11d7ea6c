import { join } from "node:path";
import { newCounter } from "#app/insights/counter.ts";
import { newDaySet } from "#app/insights/day-set.ts";
import type { CountedPage } from "#app/insights/pages.ts";
import { tally } from "#app/insights/tally.ts";
import { howOf } from "#app/insights/who.ts";
import { isoDay } from "#app/text/format.ts";
import { openFile } from "#db/connection.ts";
import type { Outcome } from "#db/schema/usage.ts";
import { systemOf, transact } from "#db/tenant.ts";
import { countOutcome } from "#db/usage.ts";
import { playTrips } from "./demo-trips.ts";

const dayMs = 24 * 60 * 60_000;
const days = 90;

/** The same numbers between 0 and 1 each time: https://en.wikipedia.org/wiki/Linear_congruential_generator */
export function seeded(seed: number) {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

type Step = { path: (thing: number) => string; page: CountedPage; item?: "invoice" | "order" };
const mailedInvoice: Step = { path: (n) => `/l/invoice-${n}`, page: "/l/:token", item: "invoice" };
const mailedPdf: Step = { path: (n) => `/l/invoice-${n}/pdf`, page: "/l/:token/pdf" };
const mailedOrder: Step = { path: (n) => `/l/order-${n}`, page: "/l/:token", item: "order" };
const home: Step = { path: () => "/o/demo", page: "/o/:org" };
const invoices: Step = { path: () => "/o/demo/billing", page: "/o/:org/billing" };
const invoice: Step = { path: (n) => `/o/demo/billing/${n}`, page: "/o/:org/billing/:invoice" };
const pdf: Step = { path: (n) => `/o/demo/billing/${n}/pdf`, page: "/o/:org/billing/:invoice/pdf" };
const details: Step = { path: () => "/o/demo/billing/details", page: "/o/:org/billing/details" };
const cards: Step = { path: () => "/o/demo/billing/payment-methods", page: "/o/:org/billing/payment-methods" };
const orders: Step = { path: () => "/o/demo/orders", page: "/o/:org/orders" };
const order: Step = { path: (n) => `/o/demo/orders/${n}`, page: "/o/:org/orders/:order" };

/** What people come for, how often of a hundred, and what they do. */
const visits: { of100: number; signedIn: boolean; steps: Step[]; outcome?: Outcome }[] = [
  { of100: 26, signedIn: false, steps: [mailedInvoice, mailedPdf] },
  { of100: 30, signedIn: false, steps: [mailedOrder] },
  { of100: 14, signedIn: true, steps: [home, invoices, invoice, pdf], outcome: "signed-in" },
  { of100: 16, signedIn: true, steps: [home, orders, order, order], outcome: "order.approved" },
  { of100: 6, signedIn: true, steps: [home, details], outcome: "details.saved" },
  { of100: 8, signedIn: true, steps: [invoice, cards], outcome: "invoice.paid" },
];

const browser = new Headers({ "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" });
const scanner = new Headers({ "User-Agent": "Mozilla/5.0 (compatible; MailScanner/2.1; bot)" });
const leftOut = new Headers([...browser, ["Sec-GPC", "1"]]);

/** A quarter in which more people help themselves each week and fewer write emails, counted by the portal's own code. */
export function furnishUsageOf({ dataDir, secret }: { dataDir: string; secret: string }, now: number) {
  const connection = openFile(join(dataDir, "foyer.db"), [secret]);
  try {
    const system = systemOf(connection);
    transact(system, () => playQuarter(system, now));
    playTrips(system, now, seeded(23));
  } finally {
    connection.sqlite.close();
  }
}

function playQuarter(system: ReturnType<typeof systemOf>, now: number) {
  const random = seeded(17);
  const usage = { counter: newCounter(), firsts: newDaySet() };
  const outcome = (at: number, what: Outcome) =>
    countOutcome(system, what, { day: isoDay(at), via: "portal", how: "person" });

  const play = (at: number) => {
    let share = random() * 100;
    const { signedIn, steps, outcome: what } = visits.find(({ of100 }) => (share -= of100) < 0) ?? visits[0]!;
    const person = Math.floor(random() * 60);
    const thing = Math.floor(random() * 400);
    const who = random();
    const headers = signedIn || who > 0.3 ? (who > 0.96 ? leftOut : browser) : scanner;
    const visitor = signedIn ? { isStaff: false, isLeftOut: false } : null;
    const how = howOf({ method: "GET", headers, isSecure: false, visitor });
    const personId = signedIn ? `person ${person}` : null;
    for (const { path, page, item = null } of steps)
      tally(usage, { path: path(thing), status: 200, page, item, how, personId, at });
    if (what && how === "person" && random() < 0.5) outcome(at, what);
  };

  for (let ago = days; ago >= 0; ago--) {
    const at = now - ago * dayMs;
    const isWeekend = [0, 6].includes(new Date(at).getDay());
    const grown = 1 - ago / days;
    const busy = Math.round((isWeekend ? 3 : 14) * (0.6 + 1.4 * grown) * (0.7 + 0.6 * random()));
    for (let n = 0; n < busy; n++) play(at);
  }
  usage.counter.flush(system);
}
