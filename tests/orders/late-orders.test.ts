import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { mailWorker } from "#app/workers.ts";
import { markLateOrders, remindStaffOfLateOrders } from "#app/orders/late-orders.ts";
import { answerAsked } from "#app/orders/order-approvals.ts";
import { findOrder } from "#app/orders/orders.ts";
import { putOrder } from "#app/orders/orders-write.ts";
import { isoDay } from "#app/text/format.ts";
import { orders } from "#db/schema/orders.ts";
import { plainOrder, tellEvent, tellOrder } from "./order-rows.ts";
import { openTown } from "#tests/world.ts";

const hour = 60 * 60_000;
const day = 24 * hour;
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown({ FOYER_MODE: "development", SMTP_URL: "" })));
afterEach(() => town.close());

const mark = () => markLateOrders(town.system, town.now());
const remind = () => remindStaffOfLateOrders(town.system, town.config, town.now());
const lateAt = () =>
  town.system.db
    .select({ lateAt: orders.lateAt })
    .from(orders)
    .all()
    .map((row) => row.lateAt);
async function mailsOf(kind: string) {
  await town.drain([mailWorker]);
  return listMails(town.dataDir).filter((mail) => mail.kind === kind);
}

describe("an order whose promised day has passed", () => {
  it("is marked once, from the company's midnight on, and its customer told once", async () => {
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-23" });
    town.pass(14 * hour - 1);
    expect(await mark()).toBe(0);
    expect(lateAt()).toEqual([null]);
    town.pass(1);
    expect(await mark()).toBe(3);
    expect(lateAt()).toEqual([town.now()]);
    const before = town.now();
    town.pass(hour);
    expect(await mark()).toBe(0);
    expect(lateAt()).toEqual([before]);
    const [mail, ...rest] = await mailsOf("order-step");
    expect([mail!.subject, rest.length]).toEqual(["Your order PO-1 is running late", 2]);
    expect(mail!.text).toMatch(/was promised for Monday,? 23 November 2026 and is running late/);
  });

  it("is on track again with a later day, and told of anew when that passes too; never twice of the same", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-23" });
    const status = () => findOrder(town.system.within(town.acme), id, isoDay(town.now()))!.status;
    const told: number[] = [];
    for (const promisedDate of ["2026-11-23", "2026-11-26", "2026-11-23", "2026-11-28"]) {
      tellOrder(town, town.acme, "PO-1", { promisedDate });
      if (promisedDate > isoDay(town.now())) expect(status()).toBe("on-track");
      while (promisedDate >= isoDay(town.now())) town.pass(day);
      expect(status()).toBe("late");
      told.push(await mark());
    }
    expect(told).toEqual([3, 3, 0, 3]);
  });

  it("is not said to be late any more by a mail that comes too late itself", async () => {
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-23" });
    town.pass(day);
    expect(await mark()).toBe(3);
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-30" });
    expect(await mailsOf("order-step")).toEqual([]);
  });

  it("is marked and told to nobody where that is old news, or it came in so", async () => {
    tellOrder(town, town.acme, "PO-OLD", { promisedDate: "2026-11-01" });
    tellOrder(town, town.acme, "PO-YESTERDAY", { promisedDate: "2026-11-22" });
    tellOrder(town, town.acme, "PO-OFF", { promisedDate: "2026-11-23" });
    expect(await mark()).toBe(0);
    town.pass(14 * hour + 2 * day + 1);
    expect(await mark()).toBe(0);
    expect(lateAt()).not.toContain(null);
  });

  it("is told to nobody where an import named the day, or anybody once it had passed", async () => {
    for (const reference of ["PO-IMPORT", "PO-BACK", "PO-SAME"])
      tellOrder(town, town.acme, reference, { promisedDate: "2026-11-24" });
    town.pass(hour);
    const facts = { ...plainOrder, promisedDate: "2026-11-23" };
    const by = { source: "import", actor: town.sam.email, now: town.now(), at: null } as const;
    putOrder(town.system, { orgId: town.acme, reference: "PO-IMPORT", facts }, by);
    town.pass(day);
    tellOrder(town, town.acme, "PO-BACK", { promisedDate: "2026-11-23" }, town.now());
    expect(await mark()).toBe(0);
    expect(lateAt().filter((at) => at !== null)).toHaveLength(2);
    town.pass(day);
    tellOrder(town, town.acme, "PO-SAME", { title: "Seven oak chairs", promisedDate: "2026-11-24" }, town.now());
    expect(await mark()).toBe(3);
    const told = await mailsOf("order-step");
    expect(new Set(told.map(({ subject }) => subject))).toEqual(new Set(["Your order PO-SAME is running late"]));
  });

  it("is told of although an import changed what it is called", async () => {
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-23" });
    const facts = { ...plainOrder, title: "Chairs", promisedDate: "2026-11-23" };
    const by = { source: "import", actor: town.sam.email, now: town.now(), at: null } as const;
    putOrder(town.system, { orgId: town.acme, reference: "PO-1", facts }, by);
    town.pass(day);
    expect(await mark()).toBe(3);
  });

  it("is not late while it waits for the customer, is done or cancelled", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-23" });
    tellEvent(town, "PO-1", { step: "waiting", needs: "your colour" });
    tellOrder(town, town.acme, "PO-2", { promisedDate: "2026-11-23", cancelled: true });
    tellOrder(town, town.acme, "PO-3", { promisedDate: "2026-11-23" });
    tellEvent(town, "PO-3", { step: "delivered" });
    town.pass(day);
    expect(await mark()).toBe(0);
    expect(remind()).toBe(0);
    const by = { decision: "approved", personId: town.ben.id, email: town.ben.email, note: null } as const;
    answerAsked(town.system.within(town.acme), id, "waiting", by, { now: town.now(), staffEmails: [] });
    expect(await mark()).toBe(3);
  });

  it("lets pages in between where 10,000 are late at once", async () => {
    const row = {
      orgId: town.zebra,
      kind: "order",
      title: "A chair",
      newestAt: 0,
      source: "feed",
      sourceUpdatedAt: 0,
    } as const;
    const rest = { sourceSha: "", createdAt: 0, updatedAt: 0, promisedDate: "2026-11-22" };
    const many = (from: number) =>
      Array.from({ length: 1000 }, (_, n) => ({ ...row, ...rest, id: `ord_${from + n}`, reference: `PO-${from + n}` }));
    for (let from = 0; from < 10_000; from += 1000) town.system.db.insert(orders).values(many(from)).run();
    let turns = 0;
    const ticking = setInterval(() => turns++, 0);
    expect(await mark()).toBe(10_000);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(100);
    expect(lateAt()).not.toContain(null);
  }, 120_000);
});

describe("staff", () => {
  it("are nudged once a day by one mail that lists what is late, and not when nothing is", async () => {
    expect(remind()).toBe(0);
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-20" });
    for (let n = 0; n < 24; n++) tellOrder(town, town.zebra, `ZE-${n}`, { promisedDate: "2026-11-21" });
    expect(remind()).toBe(1);
    town.pass(2 * hour);
    expect(remind()).toBe(0);
    const [mail, ...rest] = await mailsOf("staff-orders-late");
    expect(rest).toEqual([]);
    expect(mail).toMatchObject({ to: town.sam.email, subject: "25 orders are running late" });
    expect(mail!.text).toContain("PO-1: Six oak chairs, Acme GmbH, promised for 20 Nov 2026");
    expect(mail!.text).toContain("And 5 more.");
    town.pass(day);
    expect(remind()).toBe(1);
  });

  it("get none where all is well again before it is sent", async () => {
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-20" });
    expect(remind()).toBe(1);
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-12-20" });
    expect(await mailsOf("staff-orders-late")).toEqual([]);
  });
});
