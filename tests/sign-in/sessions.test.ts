import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { requireSudo } from "#app/sign-in/handles.ts";
import { people } from "#db/schema/organizations.ts";
import { sessions } from "#db/schema/sign-in.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";
import { ask, day, isSignedIn, minute, type Browser } from "./door.ts";
import { mailsTo, newestMail, wrongCode } from "./mailbox.ts";

const ada = "ada@acme.example";
const chrome =
  "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36";
let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

const sid = (browser: Browser) => browser.jar.get("__Host-sid");
const reaches = async (browser: Browser, path = "/me/sessions") => (await browser.get(path)).url === path;

async function signIn(email: string, browser = browserIn(town)) {
  await ask(browser, email);
  await browser.get(newestMail(town, email).link);
  await browser.submit();
  return browser;
}

describe("a session", () => {
  it("is a cookie that only the browser holds", async () => {
    const browser = browserIn(town);
    await ask(browser, ada);
    const { link } = newestMail(town, ada);
    const { headers } = await browser.post(link, {}, {}, false);
    const cookie = headers.getSetCookie().find((one) => one.startsWith("__Host-sid="))!;
    expect(cookie).toMatch(/^__Host-sid=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const row = town.system.db.select().from(sessions).get()!;
    expect(JSON.stringify(row)).not.toContain(sid(browser));
  });

  it("ends after 14 days without use, and 30 days in all", async () => {
    const idle = await signIn(ada);
    const busy = await signIn("ben@acme.example");
    town.pass(13 * day);
    expect(await reaches(busy)).toBe(true);
    town.pass(day);
    expect(await reaches(idle)).toBe(false);
    expect(await reaches(busy)).toBe(true);
    town.pass(13 * day);
    expect(await reaches(busy)).toBe(true);
    town.pass(3 * day);
    expect(await reaches(busy)).toBe(false);
  });

  it("is new at every sign-in, and ends the one before in that browser", async () => {
    const browser = await signIn(ada);
    const before = sid(browser)!;
    town.pass(minute);
    await browser.request("/sign-in/check");
    await ask(browserIn(town), ada);
    await browser.get(newestMail(town, ada).link);
    await browser.submit();
    expect(sid(browser)).not.toBe(before);
    expect(await reaches(browserIn(town, { cookie: `__Host-sid=${before}` }))).toBe(false);
    expect(await reaches(browser)).toBe(true);
  });

  it("cannot be planted", async () => {
    const planted = "a".repeat(43);
    const browser = browserIn(town, { cookie: `__Host-sid=${planted}` });
    expect(await reaches(browser)).toBe(false);
    await signIn(ada, browser);
    expect(sid(browser)).not.toBe(planted);
    expect(await reaches(browserIn(town, { cookie: `__Host-sid=${planted}` }))).toBe(false);
  });

  it("is over at once when the person is disabled", async () => {
    const browser = await signIn(ada);
    town.system.db.update(people).set({ disabledAt: town.now() }).where(eq(people.id, town.ada.id)).run();
    expect(await reaches(browser)).toBe(false);
  });

  it("goes on, unmarked, while nothing can be written", async () => {
    const browser = await signIn(ada);
    town.pass(day);
    town.connection.sqlite.pragma("query_only = ON");
    expect(await reaches(browser)).toBe(true);
    expect(town.logLines.join("")).toContain("a write was left out");
    town.connection.sqlite.pragma("query_only = OFF");
  });
});

describe("signing out", () => {
  it("ends the session for good, from any page", async () => {
    const browser = await signIn(ada);
    const cookie = `__Host-sid=${sid(browser)}`;
    await browser.submit({}, { action: "/sign-out" });
    expect(browser.page.url).toBe("/sign-in?out=1");
    expect(isSignedIn(browser)).toBe(false);
    expect(await reaches(browserIn(town, { cookie }))).toBe(false);
  });

  it("changes nothing by a GET, which shows the button", async () => {
    const browser = await signIn(ada);
    const page = await browser.get("/sign-out");
    expect(page.html).toContain("You’re signed in as ada@acme.example in this browser.");
    expect(await reaches(browser)).toBe(true);
    expect((await browserIn(town).get("/sign-out")).url).toBe("/sign-in");
  });
});

describe("the list of sessions", () => {
  it("shows the person's own, and ends one of them", async () => {
    const [here, phone] = [await signIn(ada), await signIn(ada, browserIn(town, { userAgent: chrome }))];
    await signIn("ben@acme.example");
    const { html } = await here.get("/me/sessions");
    const named = pageOf(html)
      .main.rows()
      .map(({ text }) => /Firefox on Linux|Chrome on Android/.exec(text)?.[0]);
    expect(named).toEqual(["Firefox on Linux", "Chrome on Android"]);
    await here.submit({}, { action: "/me/sessions/ses_" });
    expect(here.page.url).toBe("/me/sessions");
    expect(pageOf(here.page.html).status!.text).toContain("Chrome on Android is signed out.");
    expect(pageOf((await here.get("/me/sessions")).html).status).toBeNull();
    expect([await reaches(here), await reaches(phone)]).toEqual([true, false]);
  });

  it("ends all others at once", async () => {
    const here = await signIn(ada);
    const others = [await signIn(ada), await signIn(ada)];
    const ben = await signIn("ben@acme.example");
    await here.get("/me/sessions");
    await here.submit({}, { action: "/me/sessions/others/end" });
    expect(here.page.html).toContain("2 other browsers are signed out.");
    expect(await Promise.all([here, ben, ...others].map((one) => reaches(one)))).toEqual([true, true, false, false]);
  });

  it("has nobody else's: another's id is no session at all", async () => {
    const [here, ben] = [await signIn(ada), await signIn("ben@acme.example")];
    const his = town.system.db.select().from(sessions).where(eq(sessions.personId, town.ben.id)).get()!;
    const page = await here.post(`/me/sessions/${his.publicId}/end`, {});
    expect(page.status).toBe(404);
    expect(pageOf(page.html).all("button", "Sign out")).toHaveLength(1);
    expect(await reaches(ben)).toBe(true);
  });
});

describe("a new browser", () => {
  it("is told by mail, once each, but for the very first", async () => {
    await signIn(ada);
    await signIn(ada);
    expect(mailsTo(town, ada, "new-device")).toEqual([]);
    for (let i = 0; i < 2; i++) await signIn(ada, browserIn(town, { userAgent: chrome }));
    expect(mailsTo(town, ada, "new-device").map(({ props }) => props)).toEqual([
      { browser: "Chrome on Android", at: town.now() },
    ]);
  });

  it("is told of after a year away too, when no session is left", async () => {
    await signIn(ada);
    town.pass(365 * day);
    town.system.db.delete(sessions).run();
    await signIn(ada);
    expect(mailsTo(town, ada, "new-device")).toHaveLength(1);
  });
});

describe("confirming who is there", () => {
  const sudo = (browser: Browser) => {
    const request = new Request("https://portal.example/o/x/danger?a=1", {
      headers: { Cookie: `__Host-sid=${sid(browser)}` },
    });
    try {
      return requireSudo({ request, context: { portal: town.portal, ip: "", memo: new Map() } }).session.person.email;
    } catch (answer) {
      return (answer as Response).headers.get("Location");
    }
  };

  it("is asked for 15 minutes after the last proof, and gives another session", async () => {
    const browser = await signIn(ada);
    expect(sudo(browser)).toBe(ada);
    town.pass(15 * minute + 1);
    expect(sudo(browser)).toBe("/me/confirm?next=%2Fo%2Fx%2Fdanger%3Fa%3D1");
    await browser.get("/me/confirm?next=/me/sessions");
    expect(browser.page.html).toContain("To make sure it’s you");
    await browser.submit();
    expect(browser.page.url).toBe("/me/confirm?next=%2Fme%2Fsessions");
    const { code, link } = newestMail(town, ada, "confirm");
    expect(link).toBe("");
    const before = sid(browser);
    expect((await browser.submit({ code: wrongCode(code) })).status).toBe(422);
    await browser.submit({ code });
    expect(browser.page.url).toBe("/me/sessions");
    expect(sid(browser)).not.toBe(before);
    expect(await reaches(browserIn(town, { cookie: `__Host-sid=${before}` }))).toBe(false);
    expect(sudo(browser)).toBe(ada);
    expect(mailsTo(town, ada, "new-device")).toEqual([]);
  });

  it("takes a code of this session only, and its code signs nobody in", async () => {
    const [here, there] = [await signIn(ada), await signIn(ada)];
    await here.post("/me/confirm/code", {});
    const { code } = newestMail(town, ada, "confirm");
    expect((await there.post("/me/confirm", { code })).status).toBe(422);
    const stranger = browserIn(town);
    await ask(stranger, ada);
    expect((await stranger.submit({ code })).status).toBe(422);
    const signInCode = newestMail(town, ada).code;
    expect((await here.post("/me/confirm", { code: signInCode })).status).toBe(422);
    expect((await here.post("/me/confirm", { code })).url).toBe(`/o/${town.acme}`);
  });

  it("has limits of codes and mails of its own", async () => {
    const browser = await signIn(ada);
    for (let i = 0; i < 10; i++) await browser.post("/me/confirm/code", {});
    expect(mailsTo(town, ada, "confirm")).toHaveLength(5);
    const { code } = newestMail(town, ada, "confirm");
    for (let i = 0; i < 5; i++) await browser.post("/me/confirm", { code: wrongCode(code) });
    expect((await browser.post("/me/confirm", { code })).status).toBe(422);
  });
});
