import { afterEach, describe, expect, it } from "vitest";
import { browserIn } from "#tests/http.ts";
import { pageOf, type Part } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
afterEach(() => town.close());

function samIn(env: Record<string, string> = {}) {
  town = openTown(env);
  return browserIn(town, { cookie: town.signIn(town.sam.id) });
}

/** The ids of the sections, as links lead to them. */
const sectionsOf = (main: Part) =>
  main
    .all("region")
    .map(({ id }) => id)
    .filter(Boolean);
const jobs = ["billing,orders,requests,team", "billing", "orders", "requests", "team"];

describe("the staff's settings", () => {
  it.each(jobs)(
    "are one page of parts that can be opened, each with a sentence, with %s switched on",
    async (features) => {
      const sam = samIn({ FEATURES: features });
      const { bar } = pageOf((await sam.get("/staff")).html);
      const { main } = pageOf((await sam.get(bar.link("Settings").href!)).html);
      expect(main.rows().length).toBeGreaterThanOrEqual(3);
      for (const row of main.rows()) {
        expect(row.text).toMatch(/.\.$/);
        expect((await sam.request(row.hrefs[0]!, {}, false)).status).toBe(200);
      }
    },
  );
});

describe("the staff's help", () => {
  it("is one tap away on every page of theirs, and on no customer's", async () => {
    const sam = samIn();
    for (const path of ["/staff", "/staff/requests", "/staff/help", "/staff/nowhere"])
      expect(pageOf((await sam.get(path)).html).footer.hrefs).toContain("/staff/help");
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    expect((await ada.get(`/o/${town.acme}`)).html).not.toContain("/staff/help");
    expect((await ada.get("/staff/help")).status).toBe(404);
  });

  it.each(jobs)("leads only to pages that staff can open, with %s switched on", async (features) => {
    const sam = samIn({ FEATURES: features });
    const { hrefs } = pageOf((await sam.get("/staff/help")).html).main;
    const ways = hrefs.filter((href) => !href.startsWith("#"));
    expect(ways.length).toBeGreaterThan(4);
    for (const way of ways) expect([way, (await sam.request(way, {}, false)).status]).toEqual([way, 200]);
  });

  it.each(jobs)("lists its sections first, each by where it is, with %s switched on", async (features) => {
    const { main } = pageOf((await samIn({ FEATURES: features }).get("/staff/help")).html);
    const listed = main.hrefs.filter((href) => href.startsWith("#"));
    expect(listed).toEqual(sectionsOf(main).map((id) => `#${id}`));
  });

  it("says nothing of jobs that are switched off", async () => {
    const { main } = pageOf((await samIn({ FEATURES: "billing" }).get("/staff/help")).html);
    for (const job of ["answer", "held", "orders", "imports", "team"]) expect(sectionsOf(main)).not.toContain(job);
  });

  it("begins with ten short answers, each leading to its screen", async () => {
    const { main } = pageOf(
      (await samIn({ STRIPE_SECRET_KEY: "sk_test_never_used", STRIPE_WEBHOOK_SECRET: "whsec_x" }).get("/staff/help"))
        .html,
    );
    const answers = main.region("Short answers");
    expect(answers.hrefs).toHaveLength(10);
    expect(answers.row("How do I find a customer?").hrefs).toEqual(["/staff/customers"]);
    expect(answers.row("Did my email arrive?").hrefs).toEqual(["/staff/customers?show=mail-comes-back"]);
  });

  it("says what every role may do", async () => {
    const { text } = pageOf((await samIn().get("/staff/help")).html).main;
    expect(text).toMatch(/Owner .+ Admin .+ Billing .+ Member .+ Accountant /);
  });
});
