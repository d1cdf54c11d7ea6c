import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { visitsScript } from "#app/http/scripts.ts";
import { plausibleOf } from "#app/insights/plausible.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { people } from "#db/schema/organizations.ts";
import { startPlausible, type PlausibleStandIn } from "../fakes/plausible/server.ts";
import { addShippedOrder } from "../orders/order-pages.ts";
import { openTown } from "../world.ts";
import { going } from "./insights-rows.ts";

let plausible: PlausibleStandIn;
let town: ReturnType<typeof openTown>;
const settings = () => ({ PLAUSIBLE_DOMAIN: "portal.example", PLAUSIBLE_URL: plausible.url });
beforeEach(async () => {
  plausible = await startPlausible();
  town = openTown({ ...settings(), PLAUSIBLE_SCRIPT: "yes" });
});
afterEach(async () => {
  town.close();
  await plausible.close();
});

const as = (who: "ada" | "sam" | null): Record<string, string> => (who ? { cookie: town.signIn(town[who].id) } : {});
const shown = async (path: string, headers: HeadersInit) => (await town.fetch(path, { headers })).text();
const isOn = (html: string) => html.includes(visitsScript.path);

describe("the script", () => {
  it("weighs 1.3 kB at most, and the page with it no more than any page may", async () => {
    expect(gzipSync(visitsScript.body).length).toBeLessThanOrEqual(1_300);
    const html = await shown(`/o/${town.acme}`, as("ada"));
    const styles = /\/styles\/\w+\.css/.exec(html)![0];
    const all = [html, visitsScript.body, await shown(styles, {})];
    expect(all.reduce((sum, text) => sum + gzipSync(text).length, 0)).toBeLessThanOrEqual(14_000);
    expect(await shown(visitsScript.path, {})).toBe(visitsScript.body);
  });

  it("is on the pages of who is signed in, and knows them by their pattern alone", async () => {
    const order = addShippedOrder(town);
    const html = await shown(`/o/${town.acme}/orders/${order}?events=all`, as("ada"));
    expect(isOn(html)).toBe(true);
    expect(html).toContain(`"/o/-/orders/-"`);
    expect(isOn(await shown("/me", as("ada")))).toBe(true);
  });

  it("is on no page that a link in an email opens, on none of staff's, and on none that failed", async () => {
    const { acme, ben, system } = town;
    const link = { kind: "order", itemId: addShippedOrder(town), email: ben.email } as const;
    const token = createItemLink(system.within(acme), link, town.now());
    const opened = [
      `/l/${token}`,
      `/l/${token}/question`,
      "/u/unknown",
      "/sign-in",
      "/sign-in/link?token=x",
      "/invite?token=x",
    ];
    for (const path of opened) expect([path, isOn(await shown(path, as(null)))]).toEqual([path, false]);
    for (const path of [...opened, "/nowhere", `/o/${acme}/nowhere`, `/o/${acme}/orders/ord_never`])
      expect([path, isOn(await shown(path, as("ada")))]).toEqual([path, false]);
    for (const path of ["/staff", "/staff/orders", "/me"])
      expect([path, isOn(await shown(path, as("sam")))]).toEqual([path, false]);
  });

  it("is not for who saves data or is to be left out, though others' page is remembered", async () => {
    const path = `/o/${town.acme}`;
    const ada = as("ada");
    for (const [name, value] of [
      ["Save-Data", "on"],
      ["Sec-GPC", "1"],
      ["DNT", "1"],
    ] as const) {
      expect(isOn(await shown(path, ada))).toBe(true);
      expect([name, isOn(await shown(path, { ...ada, [name]: value }))]).toEqual([name, false]);
    }
    town.system.db.update(people).set({ isLeftOut: true }).run();
    expect(isOn(await shown(path, ada))).toBe(false);
  });

  it("is nowhere unless the company asked for it", async () => {
    town.close();
    town = openTown(settings());
    expect(isOn(await shown(`/o/${town.acme}`, as("ada")))).toBe(false);
    expect((await town.fetch(visitsScript.path)).status).toBe(404);
    expect((await town.fetch("/visits/api/event", { method: "POST", headers: ours })).status).toBe(404);
  });
});

const ours = { ...going, "Sec-Fetch-Mode": "cors", Origin: "https://portal.example", "Content-Type": "text/plain" };
const tap = {
  n: "tel",
  u: "https://portal.example/o/-/orders/-",
  d: "portal.example",
  r: "https://mail.example/1",
  w: 390,
};
const tell = async (body: unknown, who: "ada" | "sam" | null = "ada", headers: Record<string, string> = {}) => {
  const all = { ...ours, ...as(who), ...headers };
  const { status } = await town.fetch("/visits/api/event", {
    method: "POST",
    headers: all,
    body: JSON.stringify(body),
  });
  while (plausibleOf(town.portal)!.size()) await new Promise((resolve) => setImmediate(resolve));
  return status;
};

describe("what the script tells", () => {
  it("goes on to Plausible by its own name, without what the script adds", async () => {
    for (const n of ["seen", "tel", "mailto", "parcel"]) expect(await tell({ ...tap, n })).toBe(202);
    const names = plausible.heard.map(({ name, url, interactive }) => `${name} ${url} ${interactive}`);
    const url = "https://portal.example/o/-/orders/-";
    expect(names).toEqual(["seen", "tap.phone", "tap.email", "tap.carrier"].map((name) => `${name} ${url} false`));
    expect(plausible.heard.map(({ raw }) => raw).join()).not.toMatch(/mail\.example|390|203\.0\.113|sid=/);
  });

  it.each([
    ["of no name that it knows", { ...tap, n: "pageview" }],
    ["of no page that has the script", { ...tap, u: "https://portal.example/o/org_1/orders/ord_1" }],
    ["of another site", { ...tap, u: "https://elsewhere.example/o/-" }],
    ["that is no event", null],
  ])("is refused: something %s", async (_, body) => {
    expect(await tell(body)).toBe(400);
    expect(plausible.heard).toEqual([]);
  });

  it("is refused from elsewhere, where it is large, and where it is much", async () => {
    expect(await tell(tap, "ada", { Origin: "https://elsewhere.example" })).toBe(403);
    expect(await tell({ ...tap, r: "x".repeat(2_048) })).toBe(413);
    for (let n = 1; n < 60; n++) expect(await tell(tap, null)).toBe(202);
    expect(await tell(tap)).toBe(429);
    town.pass(60_000);
    expect(await tell(tap)).toBe(202);
    expect(plausible.heard).toHaveLength(1);
  });

  it("ends here where it is of staff, of nobody who is signed in, or of who asks to be left out", async () => {
    expect(await tell(tap, "sam")).toBe(202);
    expect(await tell(tap, null)).toBe(202);
    expect(await tell(tap, "ada", { "Sec-GPC": "1" })).toBe(202);
    town.system.db.update(people).set({ isLeftOut: true }).run();
    expect(await tell(tap)).toBe(202);
    expect(plausible.heard).toEqual([]);
  });
});
