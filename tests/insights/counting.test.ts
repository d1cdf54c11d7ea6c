import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newCounter } from "#app/insights/counter.ts";
import { newDaySet } from "#app/insights/day-set.ts";
import { countedPages } from "#app/insights/pages.ts";
import { patternOf } from "#app/insights/route-patterns.ts";
import { onVisit, settleUsage, usageOf, type Visit } from "#app/insights/usage.ts";
import { isoDay } from "#app/text/format.ts";
import { usageDays } from "#db/schema/usage.ts";
import { browserIn } from "../http.ts";
import { pageOf } from "../page.ts";
import { modules, remixBuild } from "../remix-build.ts";
import { openTown } from "../world.ts";
import { countedIn, going } from "./insights-rows.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  town.fetch(path, { method, headers: { ...going, ...headers } }).then(async (answer) => {
    await answer.text();
    return answer;
  });

describe("what is counted", () => {
  it("is on a closed list that has every page and file customers can open, and nothing else", () => {
    const { routes } = remixBuild();
    const moduleOf = (id: string) => modules[`../app/${id}.tsx`] ?? modules[`../app/${id}.ts`]!;
    const isFile = (id: string) => /\.(pdf|calendar|\$file)$|\[\.\](csv|zip)$|_index$/.test(id) && !moduleOf(id).action;
    const isOpened = (id: string) =>
      !/^root$|^routes\/(staff|dev|webhooks|\$$)/.test(id) && (!!moduleOf(id).default || isFile(id));
    const opened = Object.keys(routes)
      .filter(isOpened)
      .map((id) => patternOf(routes, id));
    expect([...new Set(opened)].sort()).toEqual([...countedPages].sort());
  });

  it("are pages rendered anew, remembered ones and those that the browser held", async () => {
    const cookie = town.signIn(town.ada.id);
    const first = await get(`/o/${town.acme}`, { cookie });
    await get(`/o/${town.acme}`, { cookie });
    const held = await get(`/o/${town.acme}`, { cookie, "If-None-Match": first.headers.get("ETag")! });
    expect(held.status).toBe(304);
    expect(countedIn(town)).toEqual({ "/o/:org portal person": 3 });
  });

  it("are errors as errors, and no redirects", async () => {
    await get(`/o/${town.acme}`);
    await get("/nowhere");
    await get("/l/not-a-link");
    await get("/%");
    const counted = countedIn(town);
    expect(counted["error.404 portal likely"]).toBe(2);
    expect(counted["error.410 mail likely"]).toBe(1);
    expect(Object.keys(counted)).toHaveLength(2);
  });

  it("are no probes, styles, feeds or webhooks", async () => {
    await get("/healthz");
    await get("/icon.svg");
    await get("/api/v1/orders/1");
    expect(countedIn(town)).toEqual({});
  });

  it("are staff's pages as one, and left out", async () => {
    const cookie = town.signIn(town.sam.id);
    await get("/staff", { cookie });
    await get("/staff/orders", { cookie });
    await get("/me", { cookie });
    expect(countedIn(town)).toEqual({ "/staff portal staff": 2, "/me portal staff": 1 });
  });
});

describe("counting", () => {
  it("is written by the job loop before five seconds have passed, and again when the process stops", async () => {
    const rows = () => town.system.db.select().from(usageDays).all();
    await get("/sign-in");
    await town.drain();
    expect(rows()).toEqual([]);
    town.pass(3_000);
    await town.drain();
    expect(rows()).toEqual([{ day: "2026-11-23", what: "/sign-in", via: "portal", how: "likely", n: 1 }]);
    await get("/sign-in");
    expect(countedIn(town)).toEqual({ "/sign-in portal likely": 2 });
    expect(rows()).toHaveLength(1);
  });

  it("keeps what could not be written until it can be", async () => {
    await get("/sign-in");
    town.connection.sqlite.exec("alter table usage_days rename to away");
    expect(() => countedIn(town)).toThrow();
    town.connection.sqlite.exec("alter table away rename to usage_days");
    expect(countedIn(town)).toEqual({ "/sign-in portal likely": 1 });
  });

  it("takes a bounded memory, whatever comes", () => {
    const counter = newCounter();
    const firsts = newDaySet();
    for (let n = 0; n < 60_000; n++) {
      counter.add({ day: "2026-11-23", what: `page ${n}`, via: "portal", how: "likely" }, town.now());
      firsts.isFirst("2026-11-23", `thing ${n}`);
    }
    expect(counter.size()).toBe(10_000);
    expect(firsts.bytes()).toBeLessThanOrEqual(5_000_000);
  });

  it("tells others of each visit, and goes on where one of them fails", async () => {
    const heard: Visit[] = [];
    onVisit(town.portal, (visit) => void heard.push(visit));
    onVisit(town.portal, () => {
      throw new Error("not here");
    });
    expect((await get("/sign-in")).status).toBe(200);
    settleUsage(town.portal);
    expect(heard).toEqual([
      { day: isoDay(town.now()), what: "/sign-in", via: "portal", how: "likely", at: town.now(), status: 200 },
    ]);
  });
});

describe("who helped themselves", () => {
  it("is counted once for a person, a thing and a day, and forgotten at midnight", async () => {
    const { firsts } = usageOf(town.portal);
    expect(["a", "a", "b"].map((text) => firsts.isFirst("2026-11-23", text))).toEqual([true, false, true]);
    firsts.begin("2026-11-24");
    expect(firsts.bytes()).toBe(0);
    expect(firsts.isFirst("2026-11-24", "a")).toBe(true);
  });

  it("counts a details page opened twice by one and once by another as two", async () => {
    const path = `/o/${town.acme}/billing/details`;
    for (const person of [town.ada, town.ada, town.bo]) await get(path, { cookie: town.signIn(person.id) });
    const counted = countedIn(town);
    expect(counted["/o/:org/billing/details portal person"]).toBe(3);
    expect(counted["helped.details portal person"]).toBe(2);
  });
});

describe("who is left out", () => {
  it("is whoever asks for it on their own page, until they ask to be counted again", async () => {
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    await ada.get("/me");
    await ada.submit({}, { action: "/me/counting" });
    const { main } = pageOf(ada.page.html);
    expect(main.text).toContain("You’re left out.");
    await ada.get(`/o/${town.acme}`);
    await ada.get("/me");
    await ada.submit({}, { action: "/me/counting" });
    expect(countedIn(town)).toEqual({
      "/me portal person": 2,
      "/me portal left-out": 2,
      "/o/:org portal left-out": 1,
    });
  });

  it("is not asked of staff, who are left out anyway", async () => {
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    expect(pageOf((await sam.get("/me")).html).main.text).not.toContain("Leave me out");
  });
});
