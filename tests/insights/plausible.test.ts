import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countedPages } from "#app/insights/pages.ts";
import { plausibleOf } from "#app/insights/plausible.ts";
import { settleUsage } from "#app/insights/usage.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { people } from "#db/schema/organizations.ts";
import { beginTrip } from "#db/trips.ts";
import { startPlausible, type PlausibleStandIn } from "../fakes/plausible/server.ts";
import { browserIn } from "../http.ts";
import { addMail } from "../mail/mail-rows.ts";
import { addShippedOrder } from "../orders/order-pages.ts";
import { pageOf } from "../page.ts";
import { everyPage } from "../pages.ts";
import { openTown } from "../world.ts";
import { going } from "./insights-rows.ts";

let plausible: PlausibleStandIn;
let town: ReturnType<typeof openTown>;
beforeEach(async () => {
  plausible = await startPlausible();
  town = openTown({ PLAUSIBLE_DOMAIN: "portal.example", PLAUSIBLE_URL: plausible.url });
});
afterEach(async () => {
  town.close();
  await plausible.close();
});

type Who = "ada" | "sam" | null;
async function open(path: string, as: Who = "ada", headers: Record<string, string> = {}, method = "GET") {
  const cookie: Record<string, string> = as ? { cookie: town.signIn(town[as].id) } : {};
  const answer = await town.fetch(path, { method, headers: { ...going, ...cookie, ...headers } });
  await answer.text();
  return answer;
}

/** All that Plausible has heard once nothing is on its way any more. */
async function heard() {
  settleUsage(town.portal);
  while (plausibleOf(town.portal)!.size()) await new Promise((resolve) => setImmediate(resolve));
  return plausible.heard;
}

const orderLink = (itemId: string, mailId?: string) =>
  createItemLink(
    town.system.within(town.acme),
    { kind: "order", itemId, email: town.ben.email, ...(mailId && { mailId }) },
    town.now(),
  );

describe("what Plausible is told", () => {
  it("is a page for each that somebody is shown, and what came of it beside it", async () => {
    const order = addShippedOrder(town);
    await open(`/o/${town.acme}?x=1`);
    await open(`/o/${town.acme}/orders/${order}`);
    await open(`/o/${town.acme}/orders/${order}/parcel`);
    await open("/sign-in?to=%2Fo%2F1", null);
    await open(`/o/${town.zebra}`);
    const told = (await heard()).map(({ name, url, interactive }) => `${name} ${url} ${interactive}`);
    expect(told.sort()).toEqual([
      "order.followed https://portal.example/ false",
      "order.seen https://portal.example/o/-/orders/- false",
      "pageview https://portal.example/o/- true",
      "pageview https://portal.example/o/-/orders/- true",
      "pageview https://portal.example/sign-in true",
    ]);
    expect(plausible.heard.every(({ isDropped }) => !isDropped)).toBe(true);
  });

  it("says of a link in an email that it was one, and of what", async () => {
    await open(`/l/${orderLink(addShippedOrder(town))}`, null);
    town.pass(60_000);
    await town.drain();
    const from = "?utm_medium=email&utm_source=order";
    expect((await heard()).map(({ url }) => url)).toEqual([1, 2].map(() => `https://portal.example/l/-${from}`));
  });

  it("says of which kind that email was, where that is known", async () => {
    const mailId = addMail(town, { kind: "order-step" });
    const link = orderLink(addShippedOrder(town), mailId);
    beginTrip(town.system, mailId, town.now(), town.now());
    town.pass(60_000);
    await open(`/l/${link}`, null);
    town.pass(60_000);
    await town.drain();
    const from = "?utm_medium=email&utm_source=order-step";
    expect((await heard()).map(({ url }) => url)).toEqual([1, 2].map(() => `https://portal.example/l/-${from}`));
  });

  it("is nothing of staff, of machines, and of whoever asks to be left out", async () => {
    const { acme } = town;
    await open("/staff", "sam");
    await open(`/o/${acme}`, "ada", { "Sec-GPC": "1" });
    await open(`/o/${acme}`, "ada", { DNT: "1" });
    await open(`/o/${acme}`, "ada", { "Sec-Purpose": "prefetch" });
    await open(`/o/${acme}`, "ada", {}, "HEAD");
    await open("/sign-in", null, { "User-Agent": "curl/8.5.0" });
    town.system.db.update(people).set({ isLeftOut: true }).run();
    await open(`/o/${acme}`);
    expect(await heard()).toEqual([]);
  });

  it("names nobody and no thing, whatever page is walked", async () => {
    const cases = everyPage(town);
    for (const { path, as } of cases) {
      const cookie: Record<string, string> = as ? { cookie: town.signIn(town[as].id) } : {};
      await (await town.fetch(path, { headers: { ...going, ...cookie } })).text();
    }
    const all = await heard();
    expect(all.length).toBeGreaterThan(50);
    const known = new Set(countedPages.map((page) => page.replace(/:\w+/g, "-")));
    for (const { url, name, props } of all) {
      const { origin, pathname, search } = new URL(url);
      expect([origin, known.has(pathname), props]).toEqual(["https://portal.example", true, {}]);
      expect(search).toMatch(/^(\?utm_medium=email&utm_source=(invoice|order|email))?$/);
      expect(name).toMatch(/^(pageview|invoice\.pdf|order\.seen|digest\.opened)$/);
    }
    const named = [town.ada, town.bo, town.ben, town.zoe].flatMap(({ id, email, name }) => [id, email, `"${name}`]);
    const said = all.map(({ raw }) => raw).join("\n");
    for (const secret of [...named, town.acme, town.zebra, "Acme", "203.0.113.7", "Firefox", "cookie", "sid=", "INV-"])
      expect([secret, said.includes(secret)]).toEqual([secret, false]);
    expect(said).not.toMatch(/(org|per|in|ord|req|sub)_\w|[\w-]{40,}/);
  });

  it("has visitors' own addresses and browsers only where the company chose that", async () => {
    town.close();
    const real = { PLAUSIBLE_DOMAIN: "portal.example", PLAUSIBLE_URL: plausible.url, PLAUSIBLE_VISITORS: "real" };
    town = openTown(real);
    await open(`/o/${town.acme}`);
    expect(await heard()).toMatchObject([{ address: "203.0.113.7", userAgent: going["User-Agent"] }]);
  });
});

describe("while Plausible fails", () => {
  const health = async () =>
    pageOf((await browserIn(town, { cookie: town.signIn(town.sam.id) }).get("/staff/health")).html);

  it("health says that all are dropped, that some are refused, and that it does not answer", async () => {
    expect((await health()).text).toContain("Counted there No visits yet");
    plausible.dropAll();
    for (let n = 0; n < 4; n++) await open(`/o/${town.acme}`);
    await heard();
    const said = "Plausible dropped 4 of the last 4 visits: it takes us for a bot, or doesn’t know portal.example";
    expect((await health()).text).toContain(said);
    plausible.dropAll(false);
    plausible.faults.status(500);
    await open(`/o/${town.acme}`);
    await heard();
    plausible.faults.reset();
    await open(`/o/${town.acme}`);
    await heard();
    const { text } = await health();
    expect(text).toContain("Plausible refused 1 of the last 6 visits, with status 500");
    expect(text).toContain("Plausible didn’t answer 1 of the last 6 visits within two seconds");
    expect(text).toContain("Some things need attention.");
    for (let n = 0; n < 60; n++) await open(`/o/${town.acme}`);
    await heard();
    expect((await health()).text).toContain("Counted there 60 of the last 66 visits");
    expect((await health()).text).toContain("Everything is working");
  });

  it("pages are what they are without it, and no more than 500 visits are held", async () => {
    const path = `/o/${town.acme}`;
    const { html } = await browserIn(town, { cookie: town.signIn(town.ada.id) }).get(path);
    plausible.faults.hang(Infinity);
    const headers = { ...going, cookie: town.signIn(town.ada.id) };
    for (let n = 0; n < 600; n++) expect((await town.fetch(path, { headers })).status).toBe(200);
    expect((await browserIn(town, { cookie: town.signIn(town.ada.id) }).get(path)).html).toBe(html);
    const { size, tally } = plausibleOf(town.portal)!;
    settleUsage(town.portal);
    expect(size()).toBeLessThanOrEqual(502);
    expect(tally().lost).toBeGreaterThan(50);
  });
});
