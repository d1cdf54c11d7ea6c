import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startPlausible, type PlausibleStandIn } from "./server.ts";

let plausible: PlausibleStandIn;

const event = { name: "pageview", url: "https://portal.example/o/-", domain: "portal.example" };
const person = { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64)", "X-Forwarded-For": "203.0.113.7" };
const tell = (body: unknown, headers: Record<string, string> = person, signal?: AbortSignal) =>
  fetch(`${plausible.url}/api/event`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
    signal,
  });

beforeEach(async () => void (plausible = await startPlausible()));
afterEach(() => plausible.close());

describe("the stand-in Plausible", () => {
  it("takes an event of a person's, and says so", async () => {
    const answer = await tell({ ...event, interactive: false });
    expect([answer.status, await answer.text(), answer.headers.get("x-plausible-dropped")]).toEqual([202, "ok", null]);
    expect(plausible.heard).toMatchObject([{ ...event, interactive: false, address: "203.0.113.7", isDropped: false }]);
  });

  it.each([
    ["without an address", { "User-Agent": person["User-Agent"] }],
    ["of a program", { ...person, "User-Agent": "node" }],
    ["of a crawler", { ...person, "User-Agent": "Mozilla/5.0 (compatible; SomeBot/1.0)" }],
  ])("accepts an event %s, and drops it", async (_, headers) => {
    const answer = await tell(event, headers);
    expect([answer.status, answer.headers.get("x-plausible-dropped")]).toEqual([202, "1"]);
    expect(plausible.heard).toMatchObject([{ isDropped: true }]);
  });

  it.each(["not JSON", "null", { ...event, name: "" }, { ...event, domain: 4 }, { ...event, url: "/o/-" }])(
    "refuses what is no event: %j",
    async (body) => {
      expect((await tell(body)).status).toBe(400);
      expect(plausible.heard).toEqual([]);
    },
  );

  it("fails, hangs and drops everybody when it is told to", async () => {
    plausible.faults.status(500);
    expect((await tell(event)).status).toBe(500);
    plausible.faults.hang();
    const cut = new AbortController();
    const hanging = tell(event, person, cut.signal);
    cut.abort();
    await expect(hanging).rejects.toThrow();
    plausible.faults.clear();
    plausible.dropAll();
    expect((await tell(event)).headers.get("x-plausible-dropped")).toBe("1");
    plausible.dropAll(false);
    expect((await tell(event)).headers.get("x-plausible-dropped")).toBeNull();
    expect(await plausible.waitFor(2)).toHaveLength(2);
  });
});
