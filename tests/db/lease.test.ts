import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newLease, sayAlive, sayGone } from "#db/lease.ts";
import { enqueue } from "#db/jobs.ts";
import { jobs, outbox } from "#db/schema/mail.ts";
import { processes } from "#db/schema/processes.ts";
import { stripeDirty } from "#db/schema/stripe.ts";
import { addMail } from "#tests/mail/mail-rows.ts";
import { openTown } from "#tests/world.ts";

const another = "life_of_another";
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const beat = () => sayAlive(town.system, town.now());
const isSeen = (life = another) =>
  town.system.db
    .insert(processes)
    .values({ life, seenAt: town.now() })
    .onConflictDoUpdate({
      target: processes.life,
      set: { seenAt: town.now() },
    })
    .run();

/** A mail, a job and an object of Stripe's that a process has leased for an hour. */
function leaseAllTo(leaseOwner: string) {
  const lease = { leaseOwner, leaseUntil: town.now() + 3_600_000 };
  const { db } = town.system;
  addMail(town, { kind: "receipt" }, { state: "sending", ...lease });
  enqueue(town.system, "pdf.cache", { invoiceId: "in_1" }, { now: town.now() });
  db.update(jobs).set(lease).run();
  db.insert(stripeDirty)
    .values({ objectType: "invoice", objectId: "in_1", gen: 1, notBefore: 0, ...lease })
    .run();
}

const owners = () => {
  const { db } = town.system;
  return [outbox, jobs, stripeDirty].flatMap((table) =>
    db
      .select({ owner: table.leaseOwner })
      .from(table)
      .all()
      .map(({ owner }) => owner),
  );
};

describe("what a process has leased", () => {
  it("is its own while it says that it lives, and everybody's soon after its last word", () => {
    beat();
    isSeen();
    leaseAllTo(`lease_1:${another}`);
    for (let second = 0; second < 10; second++) {
      town.pass(1_000);
      isSeen();
      expect(beat()).toBe(false);
    }
    town.pass(4_000);
    expect(beat()).toBe(false);
    town.pass(1_000);
    expect(beat()).toBe(true);
    expect(owners()).toEqual([null, null, null]);
    expect(beat()).toBe(false);
  });

  it("stays this process's, however long nobody asked", () => {
    beat();
    const { leaseOwner } = newLease(town.now());
    leaseAllTo(leaseOwner);
    isSeen();
    town.pass(3_600_000);
    beat();
    expect(owners()).toEqual([leaseOwner, leaseOwner, leaseOwner]);
  });

  it("is free at the first word of the next where nobody is there who had it", () => {
    leaseAllTo(`lease_1:4711:host:${another}`);
    expect(beat()).toBe(true);
    expect(owners()).toEqual([null, null, null]);
  });

  it("is free at the next word of another where the process said that it ends", () => {
    beat();
    const { leaseOwner } = newLease(town.now());
    leaseAllTo(leaseOwner);
    sayGone(town.system);
    const life = leaseOwner.split(":").at(-1)!;
    town.system.db.update(processes).set({ life: another }).where(eq(processes.life, life)).run();
    for (const table of [outbox, jobs, stripeDirty])
      town.system.db
        .update(table)
        .set({ leaseOwner: `lease_1:${another}` })
        .run();
    expect(beat()).toBe(true);
    expect(owners()).toEqual([null, null, null]);
  });

  it("is free where the dead one's clock was ahead", () => {
    beat();
    town.pass(3_600_000);
    isSeen();
    leaseAllTo(`lease_1:${another}`);
    town.pass(-3_600_000);
    expect(beat()).toBe(true);
    expect(town.system.db.select().from(processes).where(eq(processes.life, another)).all()).toEqual([]);
  });
});
