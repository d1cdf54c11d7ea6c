import { afterEach, beforeEach, expect, it } from "vitest";
import { findTripFigures } from "#app/insights/trip-figures.ts";
import { trips, type TripEnd } from "#db/schema/trips.ts";
import { usageDays } from "#db/schema/usage.ts";
import { staffOf } from "#db/tenant.ts";
import { browserIn } from "../http.ts";
import { addMail } from "../mail/mail-rows.ts";
import { pageOf } from "../page.ts";
import { openTown } from "../world.ts";

const second = 1_000;
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

type Values = Partial<typeof trips.$inferInsert>;
function add(kind: string, values: Values = {}) {
  const at = town.now();
  const mailId = addMail(town, { kind });
  town.system.db
    .insert(trips)
    .values({ mailId, kind, sentAt: at, deliveredAt: at, ...values })
    .run();
}

/** Looked at after so many seconds, and done so many later by a person who is proven. */
function addDone(kind: string, done: TripEnd, { look, took, taps }: { look: number; took: number; taps: number }) {
  const firstHitAt = town.now() + look * second;
  const doneAt = firstHitAt + took * second;
  add(kind, { firstHitAt, lookedAt: firstHitAt, steppedAt: doneAt, personAt: firstHitAt, doneAt, done, taps });
}

const addUsage = (what: string, how: "person" | "likely" | "machine", n: number, via: "mail" | "portal" = "mail") =>
  town.system.db.insert(usageDays).values({ day: "2026-11-23", what, via, how, n }).run();

async function section() {
  const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  return pageOf((await sam.get("/staff/insights")).html);
}

it("says on the page what an email leads to, in how many taps and seconds, and how that is measured", async () => {
  addUsage("/l/:token", "likely", 170);
  addUsage("/l/:token/pdf", "person", 22);
  addUsage("/l/:token/question", "person", 300);
  addUsage("error.410", "likely", 6);
  addUsage("error.429", "person", 2);
  addUsage("error.410", "machine", 900);
  addUsage("error.404", "likely", 500, "portal");
  for (const took of [4, 6, 8, 10]) addDone("invoice-ready", "pdf", { look: 600, took, taps: 1 });
  for (const took of [60, 70, 80, 200]) addDone("invoice-ready", "paid", { look: 60, took, taps: 2 });
  addDone("order-step", "off", { look: 60, took: 9_000, taps: 9 });
  add("order-step", { firstHitAt: town.now() + 60 * second, done: "seen", taps: 1, doneAt: town.now() + 60 * second });
  add("order-step", { hitsMachine: 3 });
  add("order-step", { deliveredAt: null, hitsMachine: 50 });
  town.pass(3_600 * second);

  const page = await section();
  const { text } = page.main;
  expect(text).toContain("96% of 200 opened links showed what they’re for. The goal is more than 95%.");
  expect(text).toContain("Half take 10 seconds or less, nine in ten within 3 minutes.");
  expect(text).toContain(
    "Of the emails that were looked at, half were first looked at within 60 seconds of arriving, nine in ten within 10 minutes.",
  );
  expect(text).toContain("Half need 1 tap or less, nine in ten no more than 2.");
  expect(text).toContain("Of 11 emails delivered, between 82% and 91% were looked at.");
  expect(text).toContain("Programs opened these links 3 times, which counts nowhere.");
  expect(page.row("New invoices").text).toMatch(/8 8 8$/);
  expect(page.row("Order updates").text).toMatch(/3 1 2$/);
  expect(text).toContain("Opened the PDF: 4 emails. Paid: 4 emails. Turned the emails off: 1 email.");
  expect(text.match(/How this is measured/g)).toHaveLength(4);
});

it("knows no look before an email's arrival, though that was told of late", async () => {
  const firstHitAt = town.now() - 60 * second;
  addUsage("/l/:token", "likely", 5);
  for (let n = 0; n < 5; n++) add("order-step", { firstHitAt });
  expect((await section()).main.text).toContain("half were looked at as soon as they arrived, nine in ten too.");
});

it("lets others be answered while it is read", async () => {
  let isAnswered = false;
  setImmediate(() => void (isAnswered = true));
  await findTripFigures(staffOf(town.connection, town.sam.email), town.now());
  expect(isAnswered).toBe(true);
});

it("says that it is too early to tell, of what there is too little", async () => {
  addUsage("/l/:token", "likely", 1);
  addDone("order-step", "seen", { look: 60, took: 0, taps: 1 });
  const { text } = (await section()).main;
  expect(text).toContain("Too few to say: 1 so far, and we need 5.");
  expect(text).toContain("Of 1 email delivered, between 100% and 100% were looked at.");
});

it("is empty before an email was delivered, and forgets what is older than 28 days", async () => {
  addUsage("/sign-in", "likely", 1, "portal");
  add("order-step", { sentAt: town.now() - 29 * 24 * 3_600 * second });
  expect((await section()).main.text).toContain("The first figures come when a customer opens an email of ours.");
});
