import { limits } from "#db/schema/sign-in.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isUsedUp, networkOf, take } from "#app/sign-in/limits.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";
import { ask, minute } from "./door.ts";
import { newestMail } from "./mailbox.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

describe("a limit", () => {
  const two = { limit: 2, windowMs: minute };

  it("counts in windows of the caller's clock, and says when the next begins", () => {
    const at = town.now();
    expect(take(town.system, "a", two, at).ok).toBe(true);
    expect(isUsedUp(town.system, "a", two, at)).toBe(false);
    expect(take(town.system, "a", two, at + 1_500).ok).toBe(true);
    expect(isUsedUp(town.system, "a", two, at + 1_500)).toBe(true);
    expect(take(town.system, "a", two, at + 1_500)).toEqual({ ok: false, retryAfterSeconds: 59 });
    expect(take(town.system, "b", two, at + 1_500).ok).toBe(true);
    expect(take(town.system, "a", two, at + minute).ok).toBe(true);
    expect(isUsedUp(town.system, "a", two, at + 3 * minute)).toBe(false);
  });

  it("is undone with the transaction it was part of", () => {
    const spend = town.connection.sqlite.transaction(() => {
      take(town.system, "a", two, town.now());
      throw new Error("undone");
    });
    expect(spend).toThrow("undone");
    expect([1, 2, 3].map(() => take(town.system, "a", two, town.now()).ok)).toEqual([true, true, false]);
  });

  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:db8:0:0:ffff::1", "2001:db8:0:0::/64"],
    ["2001:db8:0:1::1", "2001:db8:0:1::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["1:2:3:4:5:6:7:8", "1:2:3:4::/64"],
    ["::1", "0:0:0:0::/64"],
    ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
  ])("knows %s as %s", (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
});

describe("a visitor is told to wait", () => {
  const statuses = async (times: number, request: (i: number) => Promise<{ status: number }>) => {
    const all: number[] = [];
    for (let i = 0; i < times; i++) all.push((await request(i)).status);
    return all;
  };

  it("after 20 asks in 15 minutes, by a page that says for how long", async () => {
    const browser = browserIn(town);
    const all = await statuses(20, (i) => browser.post("/sign-in", { email: `${i}@x.example` }, {}, false));
    expect(new Set(all)).toEqual(new Set([303]));
    town.pass(5 * minute);
    const page = await browser.post("/sign-in", { email: "ada@acme.example" });
    expect(page.status).toBe(429);
    expect(page.headers.get("Retry-After")).toBe("600");
    expect(page.html).toContain("Wait 10 minutes, then try again.");
    expect(pageOf(page.html).hrefs).toContain("/contact");
    expect(pageOf(page.html).title).toBe("Too many attempts – Norrland Chairs");
    expect((await browserIn(town, { ip: "203.0.113.8" }).post("/sign-in", { email: "a@x.example" })).status).toBe(200);
    town.pass(10 * minute);
    expect((await browser.post("/sign-in", { email: "ada@acme.example" })).status).toBe(200);
  });

  it("after 30 codes in 10 minutes", async () => {
    const browser = browserIn(town);
    await ask(browser, "ada@acme.example");
    const all = await statuses(31, () => browser.post("/sign-in/check", { code: "12" }));
    expect(all.filter((status) => status === 422)).toHaveLength(30);
    expect(all.at(-1)).toBe(429);
  });

  it("after 60 looks at links, and 20 presses, in a minute", async () => {
    const browser = browserIn(town);
    const looks = await statuses(61, () => browser.get("/sign-in/link?token=x"));
    expect(looks.filter((status) => status === 410)).toHaveLength(60);
    expect(looks.at(-1)).toBe(429);
    expect(browser.page.headers.get("Retry-After")).toBe("60");
    town.pass(minute);
    const presses = await statuses(21, () => browser.post("/sign-in/link?token=x", {}));
    expect(presses.filter((status) => status === 410)).toHaveLength(20);
    expect(presses.at(-1)).toBe(429);
  });

  it("together with the rest of the same /64", async () => {
    const all = await statuses(21, (i) =>
      browserIn(town, { ip: `2001:db8:1:2:${i.toString(16)}::1` }).post("/sign-in", { email: "a@x.example" }),
    );
    expect(all.at(-1)).toBe(429);
    const next = browserIn(town, { ip: "2001:db8:1:3::1" });
    expect((await next.post("/sign-in", { email: "a@x.example" })).status).toBe(200);
  });

  it("are counted without keeping anybody's address, of the network or of the mailbox", async () => {
    await ask(browserIn(town), "ada@acme.example");
    await browserIn(town).post("/contact", { name: "Una", email: "una@elsewhere.example", message: "Where is it?" });
    const kept = town.system.db.select().from(limits).all();
    expect(kept.length).toBeGreaterThan(2);
    for (const { key } of kept) expect(key).toMatch(/^[0-9a-f]{64}$/);
  });

  it("but reads of a link go on when nothing can be written", async () => {
    await ask(browserIn(town), "ada@acme.example");
    const { link } = newestMail(town, "ada@acme.example");
    town.connection.sqlite.pragma("query_only = ON");
    const browser = browserIn(town);
    expect((await browser.get(link)).status).toBe(200);
    expect((await browser.submit()).status).toBe(503);
    expect((await browser.get("/sign-in")).status).toBe(200);
    expect((await browser.submit({ email: "ada@acme.example" })).status).toBe(503);
    expect(browser.page.html).toContain("Nothing was saved");
    town.connection.sqlite.pragma("query_only = OFF");
    expect((await browser.get(link)).status).toBe(200);
    expect((await browser.submit()).url).toBe(`/o/${town.acme}`);
  });
});
