import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { enqueue } from "#db/jobs.ts";
import { jobs } from "#db/schema/mail.ts";
import { startLoop, type Worker } from "#app/jobs/loop.ts";
import { Postponed } from "#app/jobs/postponed.ts";
import { jobWorker, type Handler } from "#app/jobs/queue.ts";
import { openWorld } from "#tests/world.ts";

let world: ReturnType<typeof openWorld>;
beforeEach(() => void (world = openWorld()));
afterEach(() => world.close());

const leave = (dedupeKey: string | null = null) =>
  enqueue(world.system, "work", { id: "1" }, { now: world.now(), dedupeKey });
const all = () => world.system.db.select().from(jobs).all();

describe("a job", () => {
  it("is done once and gone", async () => {
    const done: string[] = [];
    leave();
    await world.drain([jobWorker({ work: async (_portal, { id }) => void done.push(id!) })]);
    expect([done, all()]).toEqual([["1"], []]);
  });

  it("is not doubled while one of its key waits", () => {
    leave("same");
    leave("same");
    expect(all()).toHaveLength(1);
  });

  it("that is asked for again keeps its place", () => {
    leave("same");
    world.pass(1_000);
    leave("same");
    expect(all()).toMatchObject([{ notBefore: world.now() - 1_000 }]);
  });

  it("of a kind that another worker does is left to that", async () => {
    const done: string[] = [];
    leave();
    world.pass(1_000);
    enqueue(world.system, "urgent", { id: "2" }, { now: world.now() });
    await world.drain([jobWorker({ urgent: async (_portal, { id }) => void done.push(id!) })]);
    expect(done).toEqual(["2"]);
    expect(all()).toMatchObject([{ kind: "work", attempts: 0, leaseUntil: null }]);
  });

  it("that fails says why in a line without addresses, secrets and tokens", async () => {
    const why = `550 <ada@acme.example>: not with rk_live_${"a".repeat(40)}\nat ${"line ".repeat(200)}`;
    const fail = () => Promise.reject(new Error(why));
    leave();
    await world.drain([jobWorker({ work: fail })]);
    expect(all()[0]!.error).toMatch(/^Error: 550 <…>: not with … ?at line/);
    expect(all()[0]!.error!.length).toBe(300);
  });

  it("that fails is tried again later and later, and parked after twelve times", async () => {
    let tries = 0;
    const fail: Handler = async () => {
      tries++;
      throw new Error("no luck");
    };
    leave();
    for (let n = 1; n <= 12; n++) {
      await world.drain([jobWorker({ work: fail })]);
      expect([tries, all()[0]?.attempts]).toEqual([n, n]);
      await world.drain([jobWorker({ work: fail })]);
      expect(tries).toBe(n);
      world.pass(15 * 60_000);
    }
    expect(all()[0]).toMatchObject({
      parkedAt: expect.any(Number) as number,
      error: "Error: no luck",
      leaseUntil: null,
    });
    await world.drain([jobWorker({ work: fail })]);
    expect(tries).toBe(12);
  });

  it("that is not to begin yet waits, and no try is counted", async () => {
    const until = world.now() + 5_000;
    let ready = false;
    leave();
    const worker = jobWorker({
      work: async () => {
        if (!ready) throw new Postponed(until);
      },
    });
    await world.drain([worker]);
    expect(all()).toMatchObject([{ attempts: 0, notBefore: until, leaseUntil: null }]);
    ready = true;
    world.pass(5_000);
    await world.drain([worker]);
    expect(all()).toEqual([]);
  });

  it("whose process died is taken up when its lease has run out", async () => {
    leave();
    world.system.db
      .update(jobs)
      .set({ leaseOwner: "dead", leaseUntil: world.now() + 60_000 })
      .run();
    let tries = 0;
    const worker = jobWorker({ work: async () => void tries++ });
    await world.drain([worker]);
    expect(tries).toBe(0);
    world.pass(60_001);
    await world.drain([worker]);
    expect(tries).toBe(1);
  });
});

describe("the loop", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  it("runs what it is nudged for, lets it end, and begins nothing after it stopped", async () => {
    const begun: string[] = [];
    let finish = () => {};
    const running = new Promise<void>((resolve) => void (finish = resolve));
    const slow: Worker = {
      name: "slow",
      async run() {
        begun.push("slow");
        await running;
        return 0;
      },
    };
    const loop = startLoop([slow], 1_000_000);
    loop.begin(world.portal);
    loop.nudge();
    vi.runAllTimers();
    expect(begun).toEqual(["slow"]);
    const stopped = loop.stop();
    finish();
    await stopped;
    loop.nudge();
    vi.runAllTimers();
    expect(begun).toEqual(["slow"]);
  });

  it("runs once for many nudges, after the answers that left them", async () => {
    let runs = 0;
    const quick: Worker = {
      name: "quick",
      run() {
        runs++;
        return Promise.resolve(0);
      },
    };
    const loop = startLoop([quick], 1_000_000);
    loop.begin(world.portal);
    for (let n = 0; n < 50; n++) loop.nudge();
    expect(runs).toBe(1);
    await vi.runAllTimersAsync();
    expect(runs).toBe(2);
    await loop.stop();
  });
});
