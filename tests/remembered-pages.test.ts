import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { portalWithMemory, readerOf } from "./held-pages.ts";
import { cases, isPost } from "./tenancy-matrix.ts";
import { company } from "./writes/company.ts";
import { forms, misuses, reads } from "./writes/forms.ts";
import { openHere, type Here, type Writes } from "./writes/here.ts";
import { mail } from "./writes/mail.ts";
import { stripe } from "./writes/stripe.ts";
import { schedule, time } from "./writes/time.ts";

/** How many histories; `WRITES=200 npx vitest run tests/remembered-pages…` looks harder. */
const numRuns = Number(process.env.WRITES ?? 6);

const writes: Writes = { ...forms, ...misuses, ...reads, ...company, ...mail, ...stripe, ...schedule, ...time };
const some = (weight: number, named: Writes) => ({
  weight,
  arbitrary: fc.tuple(fc.constantFrom(...Object.keys(named)), fc.nat({ max: 99 })),
});
const history = fc.array(
  fc.oneof(
    some(8, forms),
    some(1, misuses),
    some(2, reads),
    some(3, company),
    some(3, mail),
    some(4, stripe),
    some(1, schedule),
    some(2, time),
  ),
  { minLength: 1, maxLength: 24, size: "max" },
);
const customers = ["owner", "admin", "billing", "member", "accountant", "stranger"] as const;
type Customer = (typeof customers)[number];
const readers = fc.uniqueArray(fc.constantFrom(...customers), { minLength: 2, maxLength: 2 });

/** Which pages are remembered: those that nothing is rendered for when they are asked for again. */
let remembered: typeof cases;
beforeAll(async () => {
  const { town, place, cast } = await openHere();
  const portal = portalWithMemory(town);
  const ada = town.signIn(cast.owner.id);
  remembered = [];
  for (const [id, row] of cases.filter(([id, row]) => id.startsWith("routes/o.") && !isPost(row))) {
    const [first, again] = [await portal.ask(row.path(place), ada), await portal.ask(row.path(place), ada)];
    if (first.isRendered && !again.isRendered && again.status === 200) remembered.push([id, row]);
  }
  await town.end();
});

/** Acme's pages; Zebra's for its owner, and those that Acme's things have once they are given to Zebra. */
function pathsOf(who: Customer, { place }: Here): string[] {
  const { zebra, zebraOrder, zebraInvoice } = place;
  const given = { ...place, acme: zebra };
  const places = who === "stranger" ? [given, { ...given, order: zebraOrder, invoice: zebraInvoice }] : [place];
  return [...new Set(places.flatMap((one) => remembered.map(([, row]) => row.path(one))))];
}

it("are an organization's lists, and what is opened from them", () => {
  const names = remembered.map(([id]) => id.replace(/^routes\/o\.\$org\.|\._index$/g, ""));
  const lists = ["_index", "billing", "billing.subscriptions", "orders", "requests"];
  const opened = ["billing.$invoice", "billing.$invoice.receipts.$payment", "orders.$order"];
  expect(names.sort()).toEqual([...lists, ...opened].sort());
});

it("are after any write what they would be if they were rendered anew", { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(readers, history, async (whose, happenings) => {
      const here = await openHere();
      const portal = portalWithMemory(here.town);
      const signIn = (who: Customer) => here.town.signIn(here.cast[who].id);
      const all = whose.map((who) => readerOf(portal, () => signIn(who), pathsOf(who, here)));
      for (const reader of all) await reader.look();
      for (const [name, n] of happenings) {
        await writes[name]!(here, n);
        for (const reader of all)
          for (const { path, shown, anew } of await reader.look()) expect([path, shown]).toEqual([path, anew]);
      }
      await here.town.end();
    }),
    { numRuns, interruptAfterTimeLimit: 120_000 },
  );
});
