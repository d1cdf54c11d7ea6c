import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { sumUpOldTrips } from "#app/insights/trip-weeks.ts";
import { flushUsage } from "#app/insights/usage.ts";
import { erasedRows } from "#app/account/erased-rows.ts";
import { ages } from "#app/jobs/ages.ts";
import { trips, tripWeeks } from "#db/schema/trips.ts";
import { openBilling, type Billing } from "../billing/stripe/billing.ts";
import { browserIn } from "../http.ts";
import { addMail } from "../mail/mail-rows.ts";
import { openTown } from "../world.ts";
import { linksTo, tripsOf } from "./trip-rows.ts";

const second = 1_000;

describe("a trip to pay", () => {
  let town: Billing;
  afterEach(() => town.end());

  it("ends when Stripe says that the invoice is paid, and not with Pay", async () => {
    town = await openBilling({ env: { FOYER_MODE: "development", SMTP_URL: "" } });
    const email = "finn@cafe.example";
    const customer = town.stripe.createCustomer({ name: "Finn’s Café", email });
    const lines = [{ amount: 12_000, description: "A chair" }];
    const { id } = town.stripe.openInvoice({ customer: customer.id, number: "INV-1", lines });
    await town.sync();
    await town.drain();
    const { item } = linksTo(town, email, "invoice-ready");
    const finn = browserIn(town, { userAgent: "Lynx/2.9.0 libwww-FM/2.14" });
    town.pass(30 * second);
    const personAt = town.now();
    const asked = town.stripe.requests.length;
    for (let looks = 0; looks < 2; looks++) await finn.get(`${item}/pay`);
    expect([finn.page.url, town.stripe.requests.length]).toEqual([item, asked]);
    town.pass(20 * second);
    await finn.submit({}, { action: `${item}/pay`, follow: false });
    const trip = () => tripsOf(town, email, "invoice-ready")[0]!;
    flushUsage(town.portal);
    expect(trip()).toMatchObject({ personAt, payingAt: town.now(), done: null, taps: 2 });
    town.pass(40 * second);
    town.stripe.payInvoice(id);
    await town.sync();
    expect(trip()).toMatchObject({ personAt, done: "paid", taps: 2 });
    expect(trip().doneAt! - personAt).toBeGreaterThanOrEqual(60 * second);
  });
});

describe("what is left of a trip", () => {
  let town: ReturnType<typeof openTown>;
  afterEach(() => town.close());

  const day = 24 * 60 * 60 * second;
  function add(values: Partial<typeof trips.$inferInsert> = {}) {
    const mailId = addMail(town, { kind: "order-step" });
    const at = town.now();
    town.system.db
      .insert(trips)
      .values({ mailId, kind: "order-step", sentAt: at, deliveredAt: at, ...values })
      .run();
    return mailId;
  }

  it("is a sum of its week after 180 days, by kind and end", async () => {
    town = openTown();
    const at = town.now();
    const look = { firstHitAt: at, lookedAt: at, steppedAt: at, taps: 1 };
    add({ ...look, done: "seen", doneAt: at });
    add({ ...look, personAt: at, done: "seen", doneAt: at + 4 * second, hitsMachine: 2 });
    add({ hitsMachine: 1 });
    add({ deliveredAt: null });
    town.pass(ages.trips - day);
    add();
    expect(await sumUpOldTrips(town.system, town.now())).toBe(0);
    town.pass(2 * day);
    expect(await sumUpOldTrips(town.system, town.now())).toBe(4);
    expect(await sumUpOldTrips(town.system, town.now())).toBe(0);
    expect(town.system.db.select().from(trips).all()).toHaveLength(1);
    const of = { week: "2026-W48", kind: "order-step" };
    const none = { likely: 0, proven: 0, taps: 0, seconds: 0 };
    expect(town.system.db.select().from(tripWeeks).orderBy(tripWeeks.done).all()).toEqual([
      { ...of, ...none, done: "", delivered: 1, hitsMachine: 1 },
      { ...of, done: "seen", delivered: 2, likely: 1, proven: 1, taps: 2, seconds: 4, hitsMachine: 2 },
    ]);
  });

  it("goes with who got its mail, when they are erased", () => {
    town = openTown();
    const mailId = add();
    const rows = erasedRows({ personId: town.ada.id, emails: [town.ada.email] });
    const { where } = rows.find(({ table }) => table === trips)!;
    town.system.db.delete(trips).where(where).run();
    expect(town.system.db.select().from(trips).where(eq(trips.mailId, mailId)).all()).toEqual([]);
  });
});
