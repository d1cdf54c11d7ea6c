import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { mailWorker } from "#app/workers.ts";
import { addPayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { remindOfInvoices } from "#app/billing/news/reminders.ts";
import { charges, invoices } from "#db/schema/billing.ts";
import { addPayment } from "#tests/billing/payment-rows.ts";
import { plansOf } from "#tests/plans.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

const hour = 60 * 60_000;
const day = 24 * hour;
const team = ["abe@acme.example", "ada@acme.example", "bo@acme.example"];
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown({ FOYER_MODE: "development", SMTP_URL: "" })));
afterEach(() => town.close());

type Values = Parameters<typeof addInvoice>[2];
/** Seen and finalized now, to be paid by the customer in ten days. */
const open = (values: Values = {}) =>
  addInvoice(town, town.acme, {
    number: "INV-1042",
    collectionMethod: "send_invoice",
    dueAt: town.now() + 10 * day,
    firstSeenAt: town.now(),
    finalizedAt: town.now(),
    ...values,
  });
const change = (values: Values) => town.system.db.update(invoices).set(values!).run();
/** The hourly scan, as long as told; what it leaves is sent. */
async function hours(count: number) {
  for (let n = 0; n < count; n++) {
    town.pass(hour);
    if (await remindOfInvoices(town.system, town.now())) await town.drain([mailWorker]);
  }
}
const sent = () => listMails(town.dataDir).map(({ kind, to, subject }) => ({ kind, to, subject }));
const subjects = () => [...new Set(sent().map(({ subject }) => subject))];

it("three days before its day and the day after it, everybody who gets the invoices is reminded, once each", async () => {
  addPayablesAddress(town.system.within(town.acme), "ap@acme.example", town.ada.id, town.now());
  const id = open();
  await hours(7 * 24 - 4);
  expect(sent()).toEqual([]);
  await hours(1);
  expect(subjects()).toEqual(["Invoice INV-1042 is due on 3 Dec"]);
  expect(
    sent()
      .map(({ to }) => to)
      .sort(),
  ).toEqual([...team, "ap@acme.example"].sort());
  await hours(3 * 24 + 48);
  expect(subjects()).toEqual(["Invoice INV-1042 was due on 3 Dec", "Invoice INV-1042 is due on 3 Dec"]);
  expect(sent()).toHaveLength(8);
  const [overdue] = listMails(town.dataDir);
  expect(overdue!.text).toContain("Amount due: €1,200.00\nOverdue since 3 December 2026");
  expect(overdue!.text).toMatch(/^https:\/\/portal\.example\/l\/[\w-]{43}$/m);
  expect(overdue!.headers.References).toBe(`<invoice-${id}@portal.example>`);
  const ap = listMails(town.dataDir).find(({ to }) => to === "ap@acme.example");
  expect(ap!.text).toContain("You’re getting this because Acme GmbH sends its invoices here.");
});

describe("nothing is said", () => {
  it.each<[string, Values]>([
    ["of one that is charged automatically", { collectionMethod: "charge_automatically" }],
    ["of one that is paid", { status: "paid", amountRemaining: 0 }],
    ["of one that is void", { status: "void" }],
    ["of a draft", { status: "draft" }],
    ["where nothing remains", { amountRemaining: 0 }],
    ["of one that is gone", { deletedAt: 1 }],
    ["without a due date", { dueAt: null }],
    ["of nobody's", { orgId: null }],
  ])("%s", async (_what, values) => {
    open(values);
    await hours(12 * 24);
    expect(town.system.db.all(sql`select kind from outbox`)).toEqual([]);
  });

  it("of a threshold that was crossed before the invoice was here, or before it was open", async () => {
    open({ firstSeenAt: town.now() + 8 * day });
    await hours(9 * 24);
    expect(sent()).toEqual([]);
    change({ firstSeenAt: 0, finalizedAt: town.now(), dueAt: town.now() + day });
    await hours(12);
    expect(sent()).toEqual([]);
    await hours(36);
    expect(subjects()).toEqual(["Invoice INV-1042 was due on 3 Dec"]);
  });

  it("of what is older than two days, where the portal was off", async () => {
    open();
    town.pass(9 * day + hour);
    await hours(1);
    expect(sent()).toEqual([]);
    town.pass(4 * day);
    await hours(1);
    expect(sent()).toEqual([]);
  });

  it("where it was paid, moved or made automatic between the scan and the mail", async () => {
    for (const values of [
      { status: "paid", amountRemaining: 0 },
      { dueAt: town.now() + 40 * day },
      { collectionMethod: "charge_automatically" },
      { deletedAt: 1 },
    ]) {
      const id = open();
      town.pass(7 * day + hour);
      expect(await remindOfInvoices(town.system, town.now())).toBe(3);
      town.system.db.update(invoices).set(values).where(eq(invoices.id, id)).run();
      await town.drain([mailWorker]);
    }
    expect(sent()).toEqual([]);
  });
});

it("on the day itself nobody is told that it is late, whatever its hour; the day after they are, in the morning", async () => {
  for (const at of [0, 14, 24 - 1 / 3600])
    open({ number: `INV-${at}`, dueAt: Date.UTC(2026, 11, 3) + at * hour, firstSeenAt: 0, finalizedAt: 0 });
  town.pass(Date.UTC(2026, 11, 3) - town.now() - hour);
  await hours(24);
  expect(sent()).toEqual([]);
  await hours(7);
  expect(sent()).toEqual([]);
  await hours(1);
  expect(sent()).toHaveLength(9);
  expect(subjects().every((subject) => subject.endsWith("was due on 3 Dec"))).toBe(true);
});

describe("in a company's own zone", () => {
  const before = process.env.TZ;
  afterEach(() => void (process.env.TZ = before));

  it.each([
    ["Pacific/Auckland", Date.UTC(2026, 11, 3, 10), Date.UTC(2026, 11, 3, 18)],
    ["America/Los_Angeles", Date.UTC(2026, 11, 3, 10), Date.UTC(2026, 11, 4, 15)],
    ["Europe/Berlin", Date.UTC(2026, 9, 24, 23), Date.UTC(2026, 9, 26, 6)],
  ])("%s, people are reminded at seven of the day after its day", async (zone, dueAt, remindedAt) => {
    process.env.TZ = zone;
    open({ dueAt, firstSeenAt: 0, finalizedAt: 0 });
    town.pass(remindedAt - town.now() - 26 * hour);
    for (let n = 0; n < 26; n++) {
      expect(await remindOfInvoices(town.system, town.now())).toBe(0);
      town.pass(hour);
    }
    expect(await remindOfInvoices(town.system, town.now())).toBe(3);
  });
});

it("a portal that was off for a day catches up", async () => {
  open();
  town.pass(8 * day);
  await hours(1);
  expect(subjects()).toEqual(["Invoice INV-1042 is due on 3 Dec"]);
});

it("one that is due as the customer likes, without a method of collection, counts as the customer's own", async () => {
  open({ collectionMethod: null });
  await hours(7 * 24 + 1);
  expect(sent()).toHaveLength(3);
});

it("a due date that moves is a new date to remind of", async () => {
  open();
  await hours(7 * 24 + 1);
  change({ dueAt: town.now() + 5 * day });
  await hours(2 * 24 + 1);
  expect(subjects()).toEqual(["Invoice INV-1042 is due on 5 Dec", "Invoice INV-1042 is due on 3 Dec"]);
});

it("waits while a bank carries the money, and reminds where that fails while it is news", async () => {
  const [paid, failing] = [open({ number: "INV-1" }), open({ number: "INV-2" })];
  const charge = { status: "pending" };
  for (const id of [paid, failing])
    addPayment(town, town.acme, id, { status: "open", amountPaid: null, paidAt: null, charge });
  await hours(7 * 24 + 1);
  expect(sent()).toEqual([]);
  town.system.db
    .update(charges)
    .set({ status: "failed" })
    .where(
      sql`payment_intent_id in
    (select payment_intent_id from invoice_payments where invoice_id = ${failing})`,
    )
    .run();
  await hours(1);
  expect(subjects()).toEqual(["Invoice INV-2 is due on 3 Dec"]);
  await hours(10);
  expect(sent()).toHaveLength(3);
});

it("of thousands that are due at once each is told once, and pages are answered meanwhile", async () => {
  const many = 3_000;
  town.system.db.transaction(() => {
    for (let n = 0; n < many; n++) open({ dueAt: town.now() + 10 * day + (n % 7) });
  });
  town.pass(7 * day + hour);
  const cookie = town.signIn(town.ada.id);
  let left: number | null = null;
  const reminding = remindOfInvoices(town.system, town.now()).then((count) => (left = count));
  const page = await town.fetch(`/o/${town.acme}/billing`, { headers: { Cookie: cookie } });
  expect([page.status, left]).toEqual([200, null]);
  expect(await page.text()).toContain("INV-1042");
  const queued = () => town.system.db.all<{ kind: string }>(sql`select kind from outbox`);
  expect(queued().length).toBeGreaterThan(0);
  expect(queued().length).toBeLessThan(3 * many);
  await reminding;
  expect([left, queued().length]).toEqual([3 * many, 3 * many]);
  expect(await remindOfInvoices(town.system, town.now())).toBe(0);
});

it("finds them by the index of what is open, never by reading all invoices", async () => {
  open();
  town.pass(7 * day + hour);
  const asked = await plansOf(town, () => remindOfInvoices(town.system, town.now()));
  expect(asked.filter((line) => line.includes("invoices_open_due"))).not.toEqual([]);
  expect(asked.filter((line) => /SCAN (invoices|outbox)/.test(line))).toEqual([]);
});
