import { afterEach, describe, expect, it } from "vitest";
import { browserIn } from "#tests/http.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
afterEach(() => town.close());

function samIn(env: Record<string, string> = {}) {
  town = openTown(env);
  return browserIn(town, { cookie: town.signIn(town.sam.id) });
}

const hrefsIn = (html: string) => [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href]) => href!);
const mainOf = (html: string) => /<main[\s\S]*<\/main>/.exec(html)![0];
const jobs = ["billing,orders,requests", "billing", "orders", "requests"];

describe("the staff's help", () => {
  it("is one tap away on every page of theirs, and on no customer's", async () => {
    const sam = samIn();
    for (const path of ["/staff", "/staff/requests", "/staff/help", "/staff/nowhere"])
      expect((await sam.get(path)).html).toMatch(/<footer.*href="\/staff\/help"/s);
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    expect((await ada.get(`/o/${town.acme}`)).html).not.toContain("/staff/help");
    expect((await ada.get("/staff/help")).status).toBe(404);
  });

  it.each(jobs)("leads only to pages that staff can open, with %s switched on", async (features) => {
    const sam = samIn({ FEATURES: features });
    const hrefs = hrefsIn(mainOf((await sam.get("/staff/help")).html));
    const ways = hrefs.filter((href) => !href.startsWith("#"));
    expect(ways.length).toBeGreaterThan(4);
    for (const way of ways) expect([way, (await sam.request(way, {}, false)).status]).toEqual([way, 200]);
  });

  it.each(jobs)("lists its sections first, each by where it is, with %s switched on", async (features) => {
    const { html } = await samIn({ FEATURES: features }).get("/staff/help");
    const listed = hrefsIn(html).filter((href) => /^#(?!main)/.test(href));
    const there = [...html.matchAll(/<section id="(\w+)"/g)].map(([, id]) => `#${id}`);
    expect(listed).toEqual(there);
  });

  it("says nothing of jobs that are switched off", async () => {
    const { html } = await samIn({ FEATURES: "billing" }).get("/staff/help");
    expect(html).not.toMatch(/id="(answer|held|orders|imports)"/);
  });

  it("says what every role may do", async () => {
    const { html } = await samIn().get("/staff/help");
    for (const role of ["Owner", "Admin", "Billing", "Member", "Accountant"])
      expect(html).toContain(`<dt>${role}</dt>`);
  });
});
