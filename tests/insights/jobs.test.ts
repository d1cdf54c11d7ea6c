import { afterEach, beforeEach, expect, it } from "vitest";
import { addUsage } from "#db/usage.ts";
import type { RequestJob } from "#db/schema/requests.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { ask, customer } from "#tests/requests/request-rows.ts";
import { openTown } from "#tests/world.ts";

const week = 7 * 24 * 60 * 60_000;

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const asks = (job: RequestJob | null, n: number, via: "portal" | "mail" = "portal") => {
  for (let k = 0; k < n; k++) ask(town, town.acme, customer(town.ada), { job, via });
};
const helped = (day: string, what: string, n: number) =>
  addUsage(town.system, { day, what: `helped.${what}`, via: "portal", how: "person" }, n);
const sam = () => browserIn(town, { cookie: town.signIn(town.sam.id) });
const shown = async (path: string) => pageOf((await sam().get(path)).html).main;

it("shows job by job what was looked up and asked in the last four full weeks, as each job's own page does", async () => {
  await sam().post("/staff/insights/baseline", { order: "20" });
  helped("2026-11-23", "order", 12);
  asks("order", 6, "mail");
  town.pass(4 * week);
  helped("2026-12-21", "order", 98);
  asks("order", 1);
  asks("order", 2, "mail");
  asks(null, 1, "mail");
  town.pass(week);
  asks("order", 9);
  const main = await shown("/staff/insights");
  expect(main.row("fewer").text).toBe("Orders 98 1 2 0 3 fewer");
  expect(main.row("Not sorted").text).toBe("Not sorted yet not counted 0 1 0 1 more");
  expect(main.text).toContain("9 questions were asked here and 0 questions by email.");
  expect(main.text).toMatch(/Before: 20 a week, as you said on .*Now: 0 a week\. 20 fewer\./);
  expect(main.hrefs).toEqual(
    expect.arrayContaining(["/staff/insights/order", "/staff/insights/other", "/staff/insights/baseline"]),
  );
  const orders = await shown("/staff/insights/order");
  expect(orders.text).toContain("1 asked here and 2 by email in the last four full weeks");
  expect([orders.hrefs[0], (await shown("/staff/insights/baseline")).hrefs[0]]).toEqual([
    "/staff/insights",
    "/staff/insights",
  ]);
});

it("says nothing of questions where the company takes none", async () => {
  town.close();
  town = openTown({ FEATURES: "billing" });
  helped("2026-11-23", "invoice", 12);
  addUsage(town.system, { day: "2026-11-23", what: "/o/:org", via: "portal", how: "person" }, 1);
  town.pass(week);
  const main = await shown("/staff/insights");
  expect(main.row("Invoices").text).toBe("Invoices 12");
  expect(main.text).not.toMatch(/asked here|Your answers|Compared with before/);
  expect(main.hrefs).not.toContain("/staff/insights/invoice");
});

it("says of each part that there is nothing yet", async () => {
  expect((await shown("/staff/insights")).text).toContain("Nothing yet");
  asks("order", 1);
  const { text } = await shown("/staff/insights");
  for (const said of [
    "Nobody has looked anything up in these weeks.",
    "Say how many emails came each week before",
    "Nobody has opened a page yet.",
    "First reply None yet",
    "Did this answer it? Nobody has said yet",
  ])
    expect(text).toContain(said);
});

it("leads from each number of questions to as many requests", async () => {
  asks(null, 2);
  town.pass(week);
  asks(null, 1);
  for (const subject of ["Where is PO-1?", "Re: where is PO-2?", "When?"])
    ask(town, town.acme, customer(town.ada), { job: "order", subject });
  const requestsIn = async (path: string) =>
    (await shown(path)).hrefs.filter((to) => to.startsWith("/staff/requests/"));
  const unsorted = (await shown("/staff/insights")).link("Not sorted yet").href;
  expect(await requestsIn(unsorted)).toHaveLength(2);
  expect((await shown(unsorted)).text).toContain("2 questions in the last four full weeks");
  const orders = await shown("/staff/insights/order");
  expect(orders.text).toContain("3 questions aren’t in any of these figures");
  expect(await requestsIn(orders.link("Show them").href)).toHaveLength(3);
  const most = orders.link(/where is PO-2/i);
  expect(most.text).toContain("asked twice");
  expect(await requestsIn(most.href)).toHaveLength(2);
});
