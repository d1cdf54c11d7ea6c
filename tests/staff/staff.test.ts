import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { searchWorker } from "#app/workers.ts";
import { runCommand } from "#app/cli.ts";
import { writeDown } from "#app/company/audit-log.ts";
import { staff } from "#db/schema/organizations.ts";
import { staffOf } from "#db/tenant.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
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
    expect((await enter("eva@norrland.example")).page.html).toContain("Eva");
    expect((await enter("eva@norrland.example", "/staff/log")).page).toMatchObject({ url: "/staff/log", status: 200 });
  });

  it("is a choice for somebody who is a customer too, and each side leads to the other", async () => {
    await foyer("staff", "add", town.ada.email);
    const ada = await enter(town.ada.email);
    expect(ada.page.url).toBe("/organizations");
    expect(pageOf(ada.page.html).hrefs).toContain(`/o/${town.acme}`);
    expect(pageOf(ada.page.html).main.hrefs).toContain("/staff");
    expect(pageOf((await ada.get(`/o/${town.acme}`)).html).hrefs).toContain("/staff");
    expect(pageOf((await ada.get("/staff")).html).hrefs).toContain("/organizations");
  });

  it("is not there for a customer, who is led to their own pages", async () => {
    const ada = await enter(town.ada.email, "/staff");
    expect(ada.page).toMatchObject({ url: "/staff", status: 404 });
    expect(ada.page.html).not.toContain("Staff");
    expect(pageOf(ada.page.html).hrefs.filter((href) => href.startsWith("/staff"))).toEqual([]);
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
    expect(pageOf(again.html).hrefs).not.toContain("/staff");
  });

  it("shows no customer's name, and marks where one is", async () => {
    await foyer("staff", "add", town.ada.email);
    const { html } = await (await enter(town.ada.email)).get("/staff/log");
    const { bar, main } = pageOf(html);
    const current = (part: typeof bar) =>
      part
        .all("link")
        .filter(({ isCurrent }) => isCurrent)
        .map(({ href }) => href);
    expect(bar.text).not.toContain("Acme");
    expect([current(bar), current(main)]).toEqual([["/staff/settings"], ["/staff/log"]]);
    expect(bar.all("button", "Sign out")).toHaveLength(1);
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
    for (let path: string | null = "/staff/log"; path;) {
      const { html } = await browser.get(path);
      const { text } = pageOf(html).main.rows()[0]!;
      for (const said of ["Stripe customer linked", "sam@norrland.example · Acme GmbH"]) expect(text).toContain(said);
      seen.push(...[...html.matchAll(/cus_\d+\./g)].map(([id]) => id));
      path = pageOf(html).next;
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => `cus_${119 - n}.`));
  });

  it("is filtered by who and by customer, and takes nonsense for no filter", async () => {
    deed(1);
    deed(2, town.zebra);
    deed(3, town.zebra, "eva@norrland.example");
    await town.drain([searchWorker]);
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
    expect((await sam().get("/staff/log?customer=acme")).html).toContain("No matching entries");
  });

  it("keeps what commands do", async () => {
    await foyer("staff", "add", "eva@norrland.example");
    expect(pageOf((await sam().get("/staff/log")).html).text).toContain("Added to staff eva@norrland.example");
  });
});
