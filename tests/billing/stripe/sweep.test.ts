import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findSweep } from "#app/billing/stripe/sweep-progress.ts";
import { makePortal } from "#app/portal.server.ts";
import { pollEvents } from "#app/billing/stripe/poll.ts";
import { beginSweep, claimWindow, driftOf, openSweep } from "#app/billing/stripe/sweep-plan.ts";
import { sweep, sweepWorker } from "#app/billing/stripe/sweep.ts";
import { tune } from "#app/billing/stripe/tuning.ts";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { beginReconcile } from "#app/billing/stripe/reconcile.ts";
import { openFile } from "#db/connection.ts";
import { sayAlive } from "#db/lease.ts";
import { invoiceLines, invoices } from "#db/schema/billing.ts";
import { outbox } from "#db/schema/mail.ts";
import { processes } from "#db/schema/processes.ts";
import { stripeCursors } from "#db/schema/stripe.ts";
import { browserIn } from "#tests/http.ts";
import { openBilling, type Billing } from "./billing.ts";
import { furnishQuietly } from "./mixed.ts";
import { differences, sweepAll } from "./sweeping.ts";

const lines = [{ amount: 1000, description: "Stool" }];
let b: Billing;
beforeEach(async () => void (b = await openBilling()));
afterEach(() => b.end());

const pagesOf = (path: string) => b.stripe.requests.filter((one) => one.path === path).length;
const mails = () => b.system.db.select().from(outbox).all();

/** `count` invoices of one customer, a second after another until an hour ago. */
function manyInvoices(count: number) {
  const start = Math.floor(b.now() / 1000) - 3_600 - count;
  return b.stripe.quietly(() => {
    const { id: customer } = b.stripe.createCustomer({ name: "Big", email: "big@crowd.example", created: start - 1 });
    return Array.from({ length: count }, (_, n) => b.stripe.openInvoice({ customer, lines, created: start + n }).id);
  });
}

describe("a backfill", () => {
  it("brings all that Stripe has, each with its owner, and tells nobody", async () => {
    furnishQuietly(b, 130, 8);
    await sweepAll(b, "backfill");
    expect(differences(b)).toEqual([]);
    const rows = b.system.db.select().from(invoices).all();
    expect(rows.filter(({ orgId, firstSeenVia }) => !orgId || firstSeenVia !== "backfill")).toEqual([]);
    expect(b.system.db.select().from(invoiceLines).all()).toHaveLength(13 * 12 + 117);
    expect(mails()).toEqual([]);
    expect(b.dirty().filter(({ parkedAt }) => parkedAt !== null)).toEqual([]);
    await sweepAll(b, "reconcile");
    expect(driftOf(b.system, "reconcile")).toEqual([]);
  });

  it("goes on where it was after a crash in the middle of a page, and doubles nothing", async () => {
    const ids = manyInvoices(350);
    tune(b.portal, { parallel: 1, rowsPerCommit: 10 });
    beginSweep(b.system, "backfill", b.now());
    b.pass(1_000);
    // Crashes: the third page of invoices is stored in part and its cursor is not, as its lane never comes back.
    const connection = openFile(b.path, b.config.secrets);
    const dying = makePortal(connection, { ...b.portal });
    tune(dying, { parallel: 1, rowsPerCommit: 10, timeoutMs: 60_000 });
    let left = 25;
    const died = new Promise<void>((resolve) => {
      const { sqlite } = connection;
      const real = sqlite.transaction.bind(sqlite);
      sqlite.transaction = ((...args: Parameters<typeof real>) => {
        if (left-- === 0) {
          sqlite.close();
          resolve();
        }
        return real(...args);
      }) as typeof real;
    });
    const crash = sweep(dying, "backfill", 100).catch(() => {});
    await Promise.race([died, crash]);
    await crash;
    expect(openSweep(b.system)).toBe("backfill");
    const before = findSweep(b.system, "backfill")!;
    b.pass(60_000);
    await sweepAll(b, "backfill");
    expect(differences(b)).toEqual([]);
    expect(b.system.db.select().from(invoices).all()).toHaveLength(ids.length);
    expect(findSweep(b.system, "backfill")!.startedAt).toBe(before.startedAt);
  });

  it("halves what is left for lanes without work, and reads each page once", async () => {
    manyInvoices(500);
    await sweepAll(b, "backfill");
    const windows = b.system.db.select().from(stripeCursors).where(eq(stripeCursors.objectType, "invoice")).all();
    expect(windows.length).toBeGreaterThan(1);
    expect(windows.reduce((sum, { rows }) => sum + rows, 0)).toBe(500);
    expect(pagesOf("/v1/invoices")).toBeLessThan(5 + 40);
    expect(differences(b)).toEqual([]);
  });

  it("gets over a cursor whose object was deleted meanwhile", async () => {
    manyInvoices(250);
    tune(b.portal, { parallel: 1 });
    beginSweep(b.system, "backfill", b.now());
    let gone: string | null = null;
    for (let n = 0; openSweep(b.system) && n < 100; n++) {
      b.pass(1_000);
      await sweep(b.portal, "backfill", 1);
      const [at] = b.system.db.select().from(stripeCursors).where(eq(stripeCursors.objectType, "invoice")).all();
      if (gone || !at?.startingAfter) continue;
      gone = at.startingAfter;
      b.stripe.state.invoices.delete(gone);
      for (const [id, payment] of b.stripe.state.invoicePayments)
        if (payment.invoice === gone) b.stripe.state.invoicePayments.delete(id);
    }
    await b.settle();
    expect(gone).not.toBeNull();
    expect(openSweep(b.system)).toBeNull();
    expect(differences(b).map(({ missing, extra }) => [missing, extra.length])).toEqual([
      [[], 1],
      [[], 1],
    ]);
    await sweepAll(b, "reconcile");
    expect(differences(b)).toEqual([]);
    expect(b.invoice(gone!)?.deletedAt).not.toBeNull();
  });

  it("of hundreds of objects and one live event: exactly one mail", async () => {
    manyInvoices(300);
    beginSweep(b.system, "backfill", b.now());
    b.pass(1_000);
    await sweepWorker.run(b.portal);
    const [customer] = b.stripe.state.customers.keys();
    const live = b.stripe.openInvoice({ customer: customer!, lines });
    await b.bring();
    await sweepAll(b, "backfill");
    expect(differences(b)).toEqual([]);
    expect(mails().map(({ kind, props }) => [kind, props.invoiceId])).toEqual([["invoice-ready", live.id]]);
  });

  it.each(["before", "after"] as const)(
    "that meets a live invoice %s its event comes: the mail goes out once",
    async (order) => {
      const start = Math.floor(b.now() / 1000) - 3_600;
      const draft = b.stripe.quietly(() => {
        const { id } = b.stripe.createCustomer({ name: "Live", email: "live@crowd.example", created: start });
        return b.stripe.createInvoice({ customer: id, lines, created: start });
      });
      beginSweep(b.system, "backfill", b.now());
      b.pass(2_000);
      b.stripe.finalizeInvoice(draft.id);
      if (order === "after") await b.bring();
      await sweepAll(b, "backfill");
      if (order === "before") {
        expect(mails()).toEqual([]);
        await b.bring();
      }
      await b.settle();
      expect(b.invoice(draft.id)).toMatchObject({ status: "open" });
      expect(b.mails("invoice-ready").map(({ recipient }) => recipient)).toEqual(["live@crowd.example"]);
    },
  );

  it.each([true, false])(
    "that meets a failed payment before its event (which comes: %s) never swallows the mail",
    async (comes) => {
      const [id] = manyInvoices(1);
      await sweepAll(b, "backfill");
      b.pass(3 * 24 * 3_600_000);
      b.stripe.failPayment(id!);
      await sweepAll(b, "reconcile");
      expect(b.invoice(id!)).toMatchObject({ attemptCount: 0 });
      if (comes) await b.bring();
      else b.pass(10 * 60_000);
      await b.settle();
      expect(b.invoice(id!)).toMatchObject({ attemptCount: 1 });
      expect(mails().map(({ kind, recipient }) => [kind, recipient])).toEqual(
        comes ? [["payment-failed", "big@crowd.example"]] : [],
      );
    },
  );
});

describe("the nightly comparison", () => {
  /** A portal whose first backfill is done. */
  async function begun() {
    await pollEvents(b.portal);
    b.pass(2_000);
    await sweepAll(b, "backfill");
  }
  async function night() {
    b.pass(24 * 3_600_000);
    expect(await beginReconcile(b.portal)).toBe(true);
    await sweepAll(b, "reconcile");
  }

  it("finds what stood otherwise, counts it by type, mends it and shows it to staff", async () => {
    furnishQuietly(b, 12, 4);
    await begun();
    b.stripe.quietly(() => {
      const [customer, other] = [...b.stripe.state.customers.keys()];
      b.stripe.updateCustomer(customer!, { name: "Renamed in silence" });
      b.stripe.updateCustomer(other!, { name: "Too" });
      b.stripe.openInvoice({ customer: customer!, lines });
      b.stripe.deleteCustomer([...b.stripe.state.customers.keys()].at(-1)!);
    });
    await night();
    await b.settle();
    expect(differences(b)).toEqual([]);
    const drift = Object.fromEntries(driftOf(b.system, "reconcile").map(({ type, rows }) => [type, rows]));
    expect(drift).toMatchObject({ customer: 3, invoice: 1 });
    const page = await browserIn(b, { cookie: b.signIn(b.sam.id) }).get("/staff/health");
    expect(page.html).toContain("Billing health");
    expect(page.html).toContain("3 customers didn’t match and were corrected");
    expect(b.mails("invoice-ready")).toEqual([]);
    await night();
    expect(driftOf(b.system, "reconcile")).toEqual([]);
  });

  it("tells staff by mail of more than a few rows, once a day each, and of few not", async () => {
    furnishQuietly(b, 10, 3);
    await begun();
    await night();
    expect(b.mails("billing-alert")).toEqual([]);
    b.stripe.quietly(() => {
      for (const id of b.stripe.state.invoices.keys()) b.stripe.updateInvoice(id, { description: "Changed" });
    });
    await night();
    expect(b.mails("billing-alert").map(({ recipient, props }) => [recipient, props.alert])).toEqual([
      ["sam@norrland.example", "drift"],
    ]);
    const [row] = b.mails("billing-alert");
    const mail = await compose(mailKinds, b.portal, b.system, row!);
    // The tenth has many lines, and so is fetched by itself.
    expect(mail!.text).toContain("9 records");
    expect(mail!.text).toContain("https://portal.example/staff/health");
  });

  it("asks for what no list held, and never takes the list's word for it", async () => {
    furnishQuietly(b, 6, 2);
    await begun();
    const id = [...b.stripe.state.invoices.keys()].at(-1)!;
    const kept = b.stripe.state.invoices.get(id)!;
    // Made to look as from the future, it falls out of every window and is there all the same.
    kept.created = Math.floor(b.now() / 1000) + 10 * 86_400;
    await night();
    expect(b.invoice(id)).toMatchObject({ deletedAt: null });
    expect(b.stripe.requests.filter(({ path }) => path === `/v1/invoices/${id}`)).not.toEqual([]);
  });

  it("begins once a night however many processes there are, and not on a dead Stripe", async () => {
    await begun();
    b.pass(24 * 3_600_000);
    b.stripe.faults.status(500, 1, { path: "/v1/events" });
    expect(await beginReconcile(b.portal)).toBe(false);
    b.pass(3_600_000);
    const both = await Promise.all([beginReconcile(b.portal), beginReconcile(b.portal)]);
    expect(both.filter(Boolean).length).toBeLessThanOrEqual(1);
    b.pass(3_600_000);
    expect(both.some(Boolean) || (await beginReconcile(b.portal))).toBe(true);
    await sweepAll(b, "reconcile");
    expect(await beginReconcile(b.portal)).toBe(false);
  });
});

describe("a sweep in trouble", () => {
  /** A second portal on the same file, as another process opens it. */
  function another() {
    const connection = openFile(b.path, b.config.secrets);
    return { portal: makePortal(connection, { ...b.portal }), close: () => connection.sqlite.close() };
  }

  it("is shared by two processes without a page read twice, and no lock is ever in the way", async () => {
    manyInvoices(300);
    const other = another();
    beginSweep(b.system, "backfill", b.now());
    for (let n = 0; openSweep(b.system) && n < 100; n++) {
      b.pass(1_000);
      await Promise.all([sweepWorker.run(b.portal), sweepWorker.run(other.portal)]);
    }
    other.close();
    await b.settle();
    expect(differences(b)).toEqual([]);
    expect(findSweep(b.system, "backfill")!.types.find(({ type }) => type === "invoice")!.rows).toBe(300);
    expect(b.logLines.filter((line) => /BUSY|locked/.test(line))).toEqual([]);
  });

  it("gets through a storm of 429s", async () => {
    furnishQuietly(b, 12, 3);
    b.stripe.faults.rateLimit(15);
    await sweepAll(b, "backfill", 600);
    expect(differences(b)).toEqual([]);
    expect(findSweep(b.system, "backfill")!.types.filter(({ error }) => error)).toEqual([]);
  });

  it("pauses while Stripe hangs and goes on by itself", async () => {
    b.patience(60);
    furnishQuietly(b, 5, 2);
    const undo = b.stripe.faults.add({ kind: "hang", times: 1_000 });
    beginSweep(b.system, "backfill", b.now());
    for (let n = 0; n < 4; n++) {
      b.pass(1_000);
      await sweepWorker.run(b.portal);
    }
    expect(findSweep(b.system, "backfill")).toMatchObject({ endedAt: null, rows: 0 });
    undo();
    b.patience(10_000);
    b.pass(60_000);
    await sweepAll(b, "backfill");
    expect(differences(b)).toEqual([]);
  });

  it("leaves out a list that Stripe says no to, reads the others, and says which", async () => {
    furnishQuietly(b, 5, 2);
    b.stripe.faults.status(403, 100, { path: "/v1/disputes" });
    beginSweep(b.system, "backfill", b.now());
    for (let n = 0; openSweep(b.system) && n < 60; n++) {
      b.pass(61_000);
      await sweepWorker.run(b.portal);
    }
    b.stripe.faults.clear();
    expect(openSweep(b.system)).toBeNull();
    expect(findSweep(b.system, "backfill")!.types.flatMap(({ type, error }) => (error ? [type] : []))).toEqual([
      "dispute",
    ]);
    expect(b.mails("billing-alert").map(({ props }) => props)).toEqual([{ alert: "right", subject: "Disputes: read" }]);
    b.pass(61_000);
    await b.settle();
    expect(differences(b)).toEqual([]);
  });

  it("ends at a list that repeats itself, and says which", async () => {
    manyInvoices(120);
    const stuck = vi.spyOn(b.stripe.state.invoices, "before").mockReturnValue(1_000_000);
    beginSweep(b.system, "backfill", b.now());
    for (let n = 0; openSweep(b.system) && n < 60; n++) {
      b.pass(61_000);
      await sweepWorker.run(b.portal);
    }
    stuck.mockRestore();
    expect(openSweep(b.system)).toBeNull();
    const invoice = findSweep(b.system, "backfill")!.types.find(({ type }) => type === "invoice");
    expect(invoice).toMatchObject({ error: expect.stringContaining("repeats itself") });
    expect(pagesOf("/v1/invoices")).toBeLessThan(60);
  });

  it("is left by a portal to another process that is at it, for as long as that one lives", async () => {
    beginSweep(b.system, "backfill", b.now());
    const taken = claimWindow(b.system, "backfill", b.now(), 30_000)!;
    b.system.db
      .update(stripeCursors)
      .set({ leaseOwner: "lease_1:life_of_another" })
      .where(eq(stripeCursors.objectType, taken.objectType))
      .run();
    b.system.db.insert(processes).values({ life: "life_of_another", seenAt: b.now() }).run();
    sayAlive(b.system, b.now());
    expect(await sweepWorker.run(b.portal)).toBe(0);
    b.pass(5_000);
    sayAlive(b.system, b.now());
    expect(await sweepWorker.run(b.portal)).toBeGreaterThan(0);
  });

  it("gives a window back whose lane died: nobody has it before its lease is over", () => {
    beginSweep(b.system, "backfill", b.now());
    const first = Array.from({ length: 3 }, () => claimWindow(b.system, "backfill", b.now(), 30_000));
    expect(first.map((window) => window?.objectType).sort()).toEqual(["customer", "price", "product"]);
    expect(claimWindow(b.system, "backfill", b.now(), 30_000)).toBeNull();
    b.pass(30_001);
    expect(claimWindow(b.system, "backfill", b.now(), 30_000)).not.toBeNull();
  });
});
