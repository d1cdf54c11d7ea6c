import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runCommand } from "#app/cli.ts";
import { writeDown } from "#app/company/audit-log.ts";
import { staff } from "#db/schema/organizations.ts";
import { staffOf } from "#db/tenant.ts";
import { browserIn } from "#tests/http.ts";
import { newestMail } from "#tests/sign-in/mailbox.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

async function foyer(...argv: string[]) {
  const quiet = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const env = { APP_URL: town.config.appUrl, APP_SECRET: town.config.secrets[0], DATA_DIR: town.dataDir };
  expect(await runCommand(argv, { env, now: town.now, ask: null })).toBe(0);
  quiet.mockRestore();
}

/** Asks for a link at `from` and follows it out of the mail. */
async function enter(email: string, from = "/sign-in") {
  const browser = browserIn(town);
  await browser.get(from);
  await browser.submit({ email }, { action: "/sign-in" });
  await browser.get(newestMail(town, email).link);
  await browser.submit();
  return browser;
}

describe("the staff's way in", () => {
  it("is the same link, for an address of STAFF_EMAILS and for one that a command added", async () => {
    expect((await enter("sam@norrland.example")).page).toMatchObject({ url: "/staff", status: 200 });
    await foyer("staff", "add", "Eva@norrland.example", "--name", "Eva");
    expect((await enter("eva@norrland.example")).page).toMatchObject({ url: "/staff", status: 200 });
    expect((await enter("eva@norrland.example")).page.html).toMatch(/class="who"><small>Eva</);
    expect((await enter("eva@norrland.example", "/staff/log")).page).toMatchObject({ url: "/staff/log", status: 200 });
  });

  it("is a choice for somebody who is a customer too, and each side leads to the other", async () => {
    await foyer("staff", "add", town.ada.email);
    const ada = await enter(town.ada.email);
    expect(ada.page.url).toBe("/organizations");
    expect(ada.page.html).toContain(`href="/o/${town.acme}"`);
    expect(ada.page.html).toMatch(/class="main" href="\/staff"/);
    expect((await ada.get(`/o/${town.acme}`)).html).toContain('href="/staff"');
    expect((await ada.get("/staff")).html).toContain('href="/organizations"');
  });

  it("is not there for a customer, who is led to their own pages", async () => {
    const ada = await enter(town.ada.email, "/staff");
    expect(ada.page).toMatchObject({ url: "/staff", status: 404 });
    expect(ada.page.html).not.toMatch(/Staff|href="\/staff/);
    expect((await ada.get("/")).url).toBe(`/o/${town.acme}`);
  });

  it("closes at once when somebody is removed, on the page they hold too", async () => {
    await foyer("staff", "add", town.ada.email);
    const ada = await enter(town.ada.email);
    const held = (await ada.get(`/o/${town.acme}`)).headers.get("ETag")!;
    await foyer("staff", "remove", town.ada.email);
    for (const path of ["/staff", "/staff/log"]) expect((await ada.get(path)).status).toBe(404);
    const again = await ada.request(`/o/${town.acme}`, { headers: { "If-None-Match": held } });
    expect(again.status).toBe(200);
    expect(again.html).not.toContain('href="/staff"');
  });

  it("shows no customer's name, and marks where one is", async () => {
    await foyer("staff", "add", town.ada.email);
    const { html } = await (await enter(town.ada.email)).get("/staff/log");
    const bar = /<header class="bar">[\s\S]*?<\/header>/.exec(html)![0];
    expect(bar).not.toContain("Acme");
    expect(bar).toMatch(/href="\/staff\/steps" aria-current="page"/);
    expect(html.slice(html.indexOf("</header>"))).toMatch(/href="\/staff\/log" aria-current="page"/);
    expect(bar.match(/aria-current/g)).toHaveLength(1);
    expect(bar).toContain('action="/sign-out"');
  });

  it("takes nobody in who was removed before the link was used", async () => {
    await foyer("staff", "add", "eva@norrland.example");
    const browser = browserIn(town);
    await browser.get("/sign-in");
    await browser.submit({ email: "eva@norrland.example" });
    town.system.db.delete(staff).where(eq(staff.email, "eva@norrland.example")).run();
    await browser.get(newestMail(town, "eva@norrland.example").link);
    await browser.submit();
    expect(browser.jar.has("__Host-sid")).toBe(false);
  });
});

describe("the log", () => {
  const sam = () => browserIn(town, { cookie: town.signIn(town.sam.id) });
  const deed = (n: number, orgId = town.acme, email = town.sam.email) =>
    writeDown(staffOf(town.connection, email), { orgId, action: "customer.linked", subject: `cus_${n}.` }, town.now());

  it("says who did what to whom, newest first, page by page", async () => {
    for (let n = 0; n < 120; n++) deed(n);
    const browser = sam();
    const seen: string[] = [];
    for (let path: string | undefined = "/staff/log"; path;) {
      const { html } = await browser.get(path);
      expect(html).toMatch(/Stripe customer linked<\/b>/);
      expect(html).toMatch(/sam@norrland\.example<!-- --> · Acme GmbH/);
      seen.push(...[...html.matchAll(/cus_\d+\./g)].map(([id]) => id));
      path = /rel="next" href="([^"]+)"/.exec(html)?.[1];
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => `cus_${119 - n}.`));
  });

  it("is filtered by who and by customer, and takes nonsense for no filter", async () => {
    deed(1);
    deed(2, town.zebra);
    deed(3, town.zebra, "eva@norrland.example");
    const found = async (query: string) =>
      [...(await sam().get(`/staff/log?${query}`)).html.matchAll(/cus_\d/g)].map(([id]) => id);
    expect(await found("actor=eva@norrland.example")).toEqual(["cus_3"]);
    expect(await found("customer=ZEBRA")).toEqual(["cus_3", "cus_2"]);
    expect(await found("customer=acme&actor=sam@norrland.example")).toEqual(["cus_1"]);
    expect(await found("customer=nobody")).toEqual([]);
    for (const nonsense of ["actor=nobody", "customer=%00%20", "after=x%27", "after=-1", "actor=", "nonsense=1"])
      expect(await found(nonsense)).toEqual(["cus_3", "cus_2", "cus_1"]);
  });

  it("says so where nothing has happened yet, and where nothing fits", async () => {
    expect((await sam().get("/staff/log")).html).toContain("Nothing has happened yet");
    expect((await sam().get("/staff/log?customer=acme")).html).toContain("Nothing fits");
  });

  it("keeps what commands do", async () => {
    await foyer("staff", "add", "eva@norrland.example");
    expect((await sam().get("/staff/log")).html).toMatch(/Made staff<\/b><span>eva@norrland\.example/);
  });
});
