import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { driftOf } from "#app/stripe/sweep-plan.ts";
import { invoiceLines, invoices } from "#db/schema/billing.ts";
import { outbox } from "#db/schema/mail.ts";
import { openBilling, type Billing } from "./billing.ts";
import { furnishQuietly } from "./mixed.ts";
import { differences, sweepAll } from "./sweeping.ts";

let b: Billing;
beforeEach(async () => void (b = await openBilling()));
afterEach(() => b.end());

describe("a backfill", () => {
  it("brings all that Stripe has, each with its owner, and tells nobody", async () => {
    furnishQuietly(b, 260);
    await sweepAll(b, "backfill");
    expect(differences(b)).toEqual([]);
    const rows = b.system.db.select().from(invoices).all();
    expect(rows.filter(({ orgId, firstSeenVia }) => !orgId || firstSeenVia !== "backfill")).toEqual([]);
    expect(b.system.db.select().from(invoiceLines).all()).toHaveLength(26 * 12 + 234);
    expect(b.system.db.select().from(outbox).all()).toEqual([]);
    await sweepAll(b, "reconcile");
    expect(driftOf(b.system, "reconcile")).toEqual([]);
  });
});
