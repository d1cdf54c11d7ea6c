import { afterEach, beforeEach, expect, it } from "vitest";
import { settings } from "#db/schema/requests.ts";
import { auditLog } from "#db/schema/organizations.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const page = "/staff/settings/answers";
const sam = () => browserIn(town, { cookie: town.signIn(town.sam.id) });
const newRequest = async () =>
  pageOf((await browserIn(town, { cookie: town.signIn(town.ben.id) }).get(`/o/${town.acme}/requests/new`)).html).text;
const ticked = (html: string) =>
  pageOf(html)
    .all("field")
    .filter(({ isChecked }) => isChecked);

it("staff say when they work, and customers read it from then on", async () => {
  expect(await newRequest()).toMatch(/usually answer by Tue.? 24 Nov, 10:00/);
  const browser = sam();
  const { html } = await browser.get(page);
  expect(ticked(html)).toHaveLength(5);
  expect(pageOf(html).main.link("Answers")).toMatchObject({ href: page, isCurrent: true });
  const saved = await browser.post(page, { day1: "on", day4: "on", from: "8", to: "12", hours: "4" });
  expect(saved.html).toContain("Saved. Customers will see it from now on.");
  expect(ticked(saved.html)).toHaveLength(2);
  expect(await newRequest()).toMatch(/usually answer by Thu.? 26 Nov, 10:00/);
  expect(town.system.db.select().from(auditLog).all()).toMatchObject([
    { actor: "sam@norrland.example", action: "answers.set", subject: "Mon Thu, 8–12, 4 h" },
  ]);
});

it("what cannot be is refused, with what was filled in kept", async () => {
  const browser = sam();
  await browser.get(page);
  const { status, html } = await browser.post(page, { day6: "", from: "17", to: "9", hours: "soon" });
  expect(status).toBe(422);
  for (const words of ["Tick at least one day", "Choose a time after", "Enter a number of hours from 1 to 200"])
    expect(html.split(words).length).toBeGreaterThanOrEqual(3);
  expect(ticked(html)).toEqual([]);
  const kept = pageOf(html)
    .main.all("field")
    .map(({ value }) => value);
  expect(kept).toEqual(expect.arrayContaining(["17", "9", "soon"]));
  for (const hours of ["0", "201", "-1", "1.5"])
    expect((await browser.post(page, { day1: "on", from: "9", to: "17", hours })).status).toBe(422);
  expect(town.system.db.select().from(settings).all()).toEqual([]);
});

it("a setting that cannot be read counts as none", async () => {
  town.system.db
    .insert(settings)
    .values({ name: "answer-times", value: { days: [] }, updatedAt: 0 })
    .run();
  expect(await newRequest()).toMatch(/usually answer by Tue.? 24 Nov, 10:00/);
});
