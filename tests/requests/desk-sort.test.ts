import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startOf } from "#app/text/format.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { ask, clerk, customer, tell } from "./request-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
beforeEach(() => {
  town = openTown();
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
});
afterEach(() => town.close());

const place = (id: string) => `/staff/requests/${id}`;
const queue = async (name: string) => pageOf((await sam.get(`/staff/requests?queue=${name}`)).html).main;
const has = async (name: string, subject: string) =>
  (await queue(name)).rows().some(({ text }) => text.includes(subject));
const untilDay = async (day: string) => {
  town.pass(startOf(day) - town.now());
  await town.drain();
};

describe("a snoozed request", () => {
  it("leaves its queue by one tap, and comes back by itself on that day", async () => {
    const { id } = ask(town, town.acme, customer(town.ada), { subject: "The oil" });
    await sam.get(place(id));
    await sam.post(`${place(id)}/snooze`, { until: pageOf(sam.page.html).button(/^Mon,? 30 Nov/).value! });
    expect(sam.page.html).toContain("Snoozed until 30 November 2026.");
    expect(await has("needs-answer", "The oil")).toBe(false);
    expect((await queue("snoozed")).row(/The oil/).text).toContain("Snoozed until 30 November 2026");
    expect((await queue("snoozed")).link(/^Snoozed/).text).toBe("Snoozed 1");
    await untilDay("2026-11-29");
    expect(await has("snoozed", "The oil")).toBe(true);
    await untilDay("2026-11-30");
    expect(await has("snoozed", "The oil")).toBe(false);
    const row = (await queue("needs-answer")).row(/The oil/).text;
    expect(row).toContain("23 Nov 2026");
    expect(row).toContain("Late since");
  });

  it("that waited for its customer needs an answer from us from that day on", async () => {
    const { id } = ask(town, town.acme, customer(town.ada), { subject: "The oil" });
    tell(town, id, clerk(town.sam));
    await sam.post(`${place(id)}/snooze`, { until: "1.12.2026" });
    await untilDay("2026-12-01");
    expect((await queue("needs-answer")).row(/The oil/).text).toContain("Today at 00:00");
  });

  it("comes back as soon as its customer writes, or when it is brought back", async () => {
    const { id } = ask(town, town.acme, customer(town.ada), { subject: "The oil" });
    await sam.post(`${place(id)}/snooze`, { until: "2026-12-01" });
    tell(town, id, customer(town.ada), { text: "Any news?" });
    expect(await has("needs-answer", "The oil")).toBe(true);
    await sam.post(`${place(id)}/snooze`, { until: "2026-12-01" });
    expect(await has("needs-answer", "The oil")).toBe(false);
    await sam.get(place(id));
    await sam.submit({}, { action: `${place(id)}/snooze` });
    expect(sam.page.html).toContain("It’s back in the queue.");
    expect(await has("needs-answer", "The oil")).toBe(true);
  });

  it.each(["2026-11-23", "2027-12-01", "2026-02-30", "soon"])("is not put away until %s", async (until) => {
    const { id } = ask(town, town.acme, customer(town.ada));
    await sam.get(`${place(id)}/snooze`);
    await sam.submit({ until });
    expect(sam.page.status).toBe(422);
    expect(pageOf(sam.page.html).main.field("Day")).toMatchObject({ value: until });
    expect(await has("needs-answer", "A question")).toBe(true);
  });
});

describe("tags", () => {
  const settings = "/staff/settings/tags";
  const save = async (fields: Record<string, string>) => {
    await sam.get(settings);
    await sam.submit(fields);
  };
  const field = (name: string) =>
    formsOf(sam.page.html, settings)
      .flatMap(({ fields }) => Object.entries(fields))
      .find(([, value]) => value === name)![0];

  it("are the company's own: added, renamed and removed in settings, put on requests, and asked for", async () => {
    const { id } = ask(town, town.acme, customer(town.ada), { subject: "Broken leg" });
    ask(town, town.acme, customer(town.ben), { subject: "The oil" });
    await save({ another: " Damage " });
    await save({ another: "Guarantee" });
    await sam.get(settings);
    const damage = field("Damage");
    const tag = damage.replace("tag", "tag_");
    await sam.get(place(id));
    await sam.submit({ tag: tag }, { action: `${place(id)}/tags` });
    expect((await queue("needs-answer")).row(/Broken leg/).text).toContain("Damage");
    const tagged = pageOf((await sam.get(`/staff/requests?tag=${tag}`)).html).main.rows();
    expect(tagged.map(({ text }) => text.includes("Broken leg"))).toEqual([true]);

    await save({ [damage]: "Guarantee", another: "" });
    expect(sam.page).toMatchObject({ status: 422 });
    expect(sam.page.html).toContain("Two tags have the same name");
    await save({ [damage]: "Damaged" });
    expect((await queue("needs-answer")).row(/Broken leg/).text).toContain("Damaged");
    await save({ [damage]: "" });
    expect(sam.page.status).toBe(422);
    expect(pageOf(sam.page.html).alert!.text).toContain("“Damaged” is on 1 request. Save again to remove it there");
    expect((await queue("needs-answer")).row(/Broken leg/).text).toContain("Damaged");
    await save({ [damage]: "" });
    await sam.submit({});
    expect((await queue("needs-answer")).row(/Broken leg/).text).not.toContain("Damage");
  });

  it("are of at most 30 characters", async () => {
    await save({ another: "x".repeat(31) });
    expect(sam.page.status).toBe(422);
    expect(pageOf(sam.page.html).alert!.text).toContain("Shorten the tag’s name to 30 characters");
  });
});
