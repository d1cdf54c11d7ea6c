import { beforeEach, describe, expect, it } from "vitest";
import { enqueue } from "#db/jobs.ts";
import { jobWorker } from "#app/jobs/queue.ts";
import { newWatch, type Hold } from "#app/watch.ts";
import { openWorld } from "#tests/world.ts";

let now: number;
let holds: Hold[];
let watch: ReturnType<typeof newWatch>;
beforeEach(() => {
  now = 1_000;
  holds = [];
  watch = newWatch(
    () => now,
    (hold) => holds.push(hold),
  );
  watch.look();
});
const pass = (ms: number) => {
  now += ms;
  watch.look();
};

describe("what holds the thread", () => {
  it("is told with how long nothing else could run, and counted", () => {
    const work = watch.begin(() => "POST /contact");
    pass(250);
    watch.end(work);
    expect(holds).toEqual([{ ms: 250, by: ["POST /contact"] }]);
    expect(watch.counts.get("foyer_event_loop_holds_total")).toBe(1);
  });

  it("is no request that waited for others, and none that came in or ended long before", () => {
    watch.end(watch.begin(() => "GET /before"));
    const slow = watch.begin(() => "GET /slow");
    for (let n = 0; n < 20; n++) pass(20);
    expect(holds).toEqual([]);
    watch.end(slow);
    pass(20);
    const holder = watch.begin(() => "worker mail");
    now += 300;
    watch.end(holder);
    watch.end(watch.begin(() => "GET /behind"));
    watch.look();
    expect(holds).toEqual([{ ms: 300, by: ["worker mail"] }]);
  });

  it("is named by its kind where a job holds it, however it ends", async () => {
    const failing = watch.during("job tidy", async () => {
      now += 400;
      throw new Error("no");
    });
    watch.look();
    await expect(failing).rejects.toThrow("no");
    expect(holds).toEqual([{ ms: 400, by: ["job tidy"] }]);
    pass(400);
    expect(holds.at(-1)).toEqual({ ms: 400, by: [] });
  });
});

it("the workers' jobs and the requests are under watch, a link's token in none of their names", async () => {
  const world = openWorld();
  const seen: string[] = [];
  const { begin } = world.portal.watch;
  world.portal.watch.begin = (name) => {
    seen.push(name());
    return begin(name);
  };
  enqueue(world.system, "tidy", { id: "1" }, { now: world.now(), dedupeKey: null });
  await world.drain([jobWorker({ tidy: async () => {} })]);
  await world.fetch("/l/a-secret-token/pay?code=123456");
  await world.fetch("/sign-in?email=ada@acme.example");
  world.close();
  expect([...new Set(seen)]).toEqual(["worker jobs: tidy", "job tidy", "GET /l/…/pay", "GET /sign-in"]);
});
