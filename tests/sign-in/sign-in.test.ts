import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { people } from "#db/schema/organizations.ts";
import { challenges } from "#db/schema/sign-in.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";
import { ask, hour, isSignedIn, minute } from "./door.ts";
import { mailsTo, newestMail, wrongCode } from "./mailbox.ts";

const ada = "ada@acme.example";
let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

describe("by link", () => {
  it("asks, mails, shows a button and lands at home", async () => {
    const browser = browserIn(town);
    const check = await ask(browser, " Ada@Acme.Example ");
    expect(check.url).toBe("/sign-in/check");
    expect(pageOf(check.html).title).toBe("Check your email – Norrland Chairs");
    expect(check.html).toContain(ada);
    expect(check.html).toContain("Look for “… is your code for Norrland Chairs”, from billing@norrland.example.");
    expect(pageOf(check.html).footer.text).not.toContain("Sign in");
    const { link } = newestMail(town, ada);
    const page = await browser.get(link);
    expect(page.status).toBe(200);
    expect(page.html).toContain("Sign in as ada@acme.example in this browser");
    expect(page.headers.get("Cache-Control")).toBe("no-store");
    expect(isSignedIn(browser)).toBe(false);
    const home = await browser.submit();
    expect(home.url).toBe(`/o/${town.acme}`);
    expect(pageOf(home.html).all("button", "Sign out")).toHaveLength(1);
    expect(browser.jar.has("__Host-pending")).toBe(false);
  });

  it("does not wear out by being looked at, and works once", async () => {
    const browser = browserIn(town);
    await ask(browser, ada);
    const { link } = newestMail(town, ada);
    for (let i = 0; i < 20; i++) {
      expect((await browser.request(link, { method: "HEAD" })).status).toBe(200);
      expect((await browser.get(link)).status).toBe(200);
    }
    expect((await browser.submit({}, { follow: false })).status).toBe(303);
    const other = browserIn(town);
    expect((await other.post(link, {})).status).toBe(410);
    expect((await other.get(link)).status).toBe(410);
  });

  it("leads whoever came in by it to the same page again, however often the email is opened", async () => {
    const browser = browserIn(town);
    const next = `/o/${town.acme}/billing`;
    await ask(browser, ada, next);
    const { link } = newestMail(town, ada);
    await browser.get(link);
    await browser.submit({}, { follow: false });
    for (const method of ["GET", "POST"])
      expect(
        (await browser.request(link, { method, headers: { Origin: town.config.appUrl } }, false)).headers.get(
          "Location",
        ),
      ).toBe(next);
    const zoe = browserIn(town, { cookie: town.signIn(town.zoe.id) });
    expect((await zoe.get(link)).status).toBe(410);
  });

  it("has emails to them written as their browser has its pages, until another one signs in", async () => {
    const localeAfter = async (headers: Record<string, string>) => {
      await ask(browserIn(town), ada);
      expect((await browserIn(town).post(newestMail(town, ada).link, {}, { headers }, false)).status).toBe(303);
      return town.system.db.select({ locale: people.locale }).from(people).where(eq(people.email, ada)).get()!.locale;
    };
    expect(await localeAfter({ "Accept-Language": "de-DE, en-US;q=0.8" })).toBe("en-US");
    expect(await localeAfter({})).toBe("en-US");
    expect(await localeAfter({ "Accept-Language": "en-AU" })).toBe("en-AU");
  });

  it("lets one of two in that press at once", async () => {
    await ask(browserIn(town), ada);
    const { link } = newestMail(town, ada);
    const both = await Promise.all([1, 2].map(() => browserIn(town).post(link, {}, {}, false)));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
  });

  it("signs in the browser that pressed the button, never the waiting one, whose code still works", async () => {
    const [desktop, phone] = [browserIn(town), browserIn(town)];
    await ask(desktop, ada);
    const { link, code } = newestMail(town, ada);
    await phone.get(link);
    await phone.submit();
    expect(phone.page.url).toBe(`/o/${town.acme}`);
    expect((await desktop.get("/")).url).toBe("/sign-in");
    await desktop.get("/sign-in/check");
    await desktop.submit({ code });
    expect(desktop.page.url).toBe(`/o/${town.acme}`);
  });

  it("offers a new one to the row's own address once it is over", async () => {
    const browser = browserIn(town);
    await ask(browser, ada, "/sign-in?next=/me/sessions");
    const { link } = newestMail(town, ada);
    town.pass(15 * minute);
    const page = await browserIn(town).get(link);
    expect(page.status).toBe(410);
    expect(pageOf(page.html).title).toBe("This link has expired – Norrland Chairs");
    expect((await browser.post(link, {})).status).toBe(410);
    expect(isSignedIn(browser)).toBe(false);

    const elsewhere = browserIn(town);
    await elsewhere.get(link);
    expect(elsewhere.page.html).toContain("Email me a new link");
    await elsewhere.submit({ email: "eve@evil.example" });
    expect(elsewhere.page.url).toBe("/sign-in/check");
    expect(mailsTo(town, ada)).toHaveLength(2);
    expect(mailsTo(town, "eve@evil.example")).toHaveLength(0);
    await elsewhere.get(newestMail(town, ada).link);
    expect((await elsewhere.submit()).url).toBe("/me/sessions");
  });

  it("works for as long as LOGIN_LINK_MINUTES says", async () => {
    const patient = openTown({ LOGIN_LINK_MINUTES: "60" });
    const browser = browserIn(patient);
    await ask(browser, ada);
    expect(browser.page.html).toContain("The code works for 10 minutes, the link for 60 minutes");
    patient.pass(59 * minute);
    expect((await browser.get(newestMail(patient, ada).link)).status).toBe(200);
    patient.close();
  });

  it("answers a link that never was with the way to sign in", async () => {
    const browser = browserIn(town);
    for (const path of ["/sign-in/link?token=nothing", "/sign-in/link"]) {
      const page = await browser.get(path);
      expect(page.status).toBe(410);
      expect(pageOf(page.html).hrefs).toContain("/sign-in");
      expect((await browser.post(path, {})).status).toBe(410);
    }
  });

  it("has the sign-in form first, even for somebody who is signed in", async () => {
    const browser = browserIn(town, { cookie: town.signIn(town.ben.id) });
    await ask(browserIn(town), ada);
    const { html } = await browser.get(newestMail(town, ada).link);
    expect(formsOf(html, "/")[0]!.path).toMatch(/^\/sign-in\/link\?token=/);
  });

  it("opens nothing for a person disabled in the meantime, nor for an address that is another's by now", async () => {
    await ask(browserIn(town), ada);
    await ask(browserIn(town), "ben@acme.example");
    const set = (id: string, values: Partial<typeof people.$inferInsert>) =>
      town.system.db
        .update(people)
        .set(values)
        .where(eq(people.id, id as never))
        .run();
    set(town.ada.id, { disabledAt: town.now() });
    set(town.ben.id, { email: "benjamin@acme.example" });
    set(town.bo.id, { email: "ben@acme.example" });
    for (const email of [ada, "ben@acme.example"]) {
      const browser = browserIn(town);
      await browser.get(newestMail(town, email).link);
      expect((await browser.submit()).status).toBe(410);
      expect(isSignedIn(browser)).toBe(false);
    }
  });

  it("believes the row, not the token: a token of another address opens nothing", async () => {
    await ask(browserIn(town), ada);
    await ask(browserIn(town), "zoe@zebra.example");
    const [ours, theirs] = [newestMail(town, ada), newestMail(town, "zoe@zebra.example")];
    const hash = (email: string) =>
      town.system.db.select().from(challenges).where(eq(challenges.email, email)).get()!.tokenHash!;
    const [adas, zoes] = [hash(ada), hash("zoe@zebra.example")];
    const set = (email: string, tokenHash: string) =>
      town.system.db.update(challenges).set({ tokenHash }).where(eq(challenges.email, email)).run();
    set("zoe@zebra.example", "none");
    set(ada, zoes);
    expect(adas).not.toBe(zoes);
    expect((await browserIn(town).post(theirs.link, {})).status).toBe(410);
    expect((await browserIn(town).post(ours.link, {})).status).toBe(410);
  });
});

describe("by code", () => {
  const codeOf = async (email = ada) => {
    const browser = browserIn(town);
    await ask(browser, email);
    return { browser, ...newestMail(town, email) };
  };

  it.each([
    ["123 456", (code: string) => ` ${code.slice(0, 3)} ${code.slice(3)} `],
    ["123-456", (code: string) => `${code.slice(0, 3)}-${code.slice(3)}`],
    ["full-width", (code: string) => [...code].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join("")],
  ])("takes %s", async (_, write) => {
    const { browser, code } = await codeOf();
    await browser.submit({ code: write(code) });
    expect(browser.page.url).toBe(`/o/${town.acme}`);
  });

  it("keeps what was typed, and says what is wrong, beside the field and first on the page", async () => {
    const { browser, code } = await codeOf();
    const wrong = wrongCode(code);
    const page = await browser.submit({ code: wrong });
    expect(page.status).toBe(422);
    const { title, main } = pageOf(page.html);
    expect(title).toMatch(/^Error: Check your email – /);
    expect(main.alert).toMatchObject({ isFocused: true, hrefs: ["#check-code"] });
    expect(main.text.startsWith(main.alert!.text)).toBe(true);
    const field = main.all("field").find(({ id }) => id === "check-code")!;
    expect(field).toMatchObject({ isInvalid: true, value: wrong, description: expect.stringContaining("Error: ") });
    await browser.submit({ code: "" });
    expect(browser.page.html).toContain("Enter the code from the email");
  });

  it("is refused anywhere but in the browser that asked", async () => {
    const { code } = await codeOf();
    const other = browserIn(town);
    await other.post("/sign-in/check", { code });
    expect(other.page.url).toBe("/sign-in");
    const asking = browserIn(town);
    await ask(asking, "zoe@zebra.example");
    expect((await asking.submit({ code })).status).toBe(422);
    expect(isSignedIn(other) || isSignedIn(asking)).toBe(false);
  });

  it("works for ten minutes, once", async () => {
    const { browser, code } = await codeOf();
    town.pass(10 * minute);
    expect((await browser.submit({ code })).status).toBe(422);
    const again = await codeOf();
    await again.browser.submit({ code: again.code });
    const pending = browserIn(town, { cookie: [...browser.jar].map(([n, v]) => `${n}=${v}`).join("; ") });
    await pending.get("/sign-in/check");
    expect((await pending.submit({ code: again.code })).status).toBe(422);
  });

  it("stays good when another is asked for in the same browser", async () => {
    const { browser, code } = await codeOf();
    const sendAgain = () => formsOf(browser.page.html, browser.page.url).find(({ path }) => path === "/sign-in")!;
    for (let i = 0; i < 2; i++) await browser.post("/sign-in", sendAgain().fields);
    expect(mailsTo(town, ada)).toHaveLength(3);
    await browser.get("/sign-in/check");
    await browser.submit({ code });
    expect(browser.page.url).toBe(`/o/${town.acme}`);
  });

  it("is worn out by five wrong tries, while the link still works", async () => {
    const { browser, code, link } = await codeOf();
    const answers = new Set<string>();
    for (let i = 0; i < 5; i++) answers.add((await browser.submit({ code: wrongCode(code) })).html);
    const right = await browser.submit({ code });
    expect(right.status).toBe(422);
    expect(answers.size).toBe(1);
    expect([...answers][0]!.replaceAll(wrongCode(code), code)).toBe(right.html);
    await browser.get(link);
    expect((await browser.submit()).url).toBe(`/o/${town.acme}`);
  });

  it("is off for an address after ten failures in a day, whatever is asked for anew or replayed", async () => {
    const first = await codeOf();
    const old = [...first.browser.jar].map(([name, value]) => `${name}=${value}`).join("; ");
    for (let i = 0; i < 5; i++) await first.browser.submit({ code: wrongCode(first.code) });
    const second = await codeOf();
    for (let i = 0; i < 5; i++) await second.browser.submit({ code: wrongCode(second.code) });
    const third = await codeOf();
    expect((await third.browser.submit({ code: third.code })).status).toBe(422);
    const replayed = browserIn(town, { cookie: old });
    await replayed.get("/sign-in/check");
    expect((await replayed.submit({ code: first.code })).status).toBe(422);
    await third.browser.get(third.link);
    expect((await third.browser.submit()).url).toBe(`/o/${town.acme}`);
    town.pass(24 * hour);
    const tomorrow = await codeOf();
    await tomorrow.browser.submit({ code: tomorrow.code });
    expect(isSignedIn(tomorrow.browser)).toBe(true);
  });

  it("opens nothing for an address that had no mail", async () => {
    const browser = browserIn(town);
    await ask(browser, "eve@evil.example");
    expect((await browser.submit({ code: "000000" })).status).toBe(422);
  });
});

describe("where one lands", () => {
  const enter = async (email: string, from?: string) => {
    const browser = browserIn(town);
    await ask(browser, email, from);
    await browser.get(newestMail(town, email).link);
    await browser.submit();
    return browser.page;
  };

  it("is what was asked for, after a page that needs somebody", async () => {
    const browser = browserIn(town);
    await browser.get(`/o/${town.acme}/billing`);
    expect(browser.page.url).toMatch(/^\/sign-in\?next=/);
    await browser.submit({ email: ada });
    await browser.get(newestMail(town, ada).link);
    expect((await browser.submit()).url).toBe(`/o/${town.acme}/billing`);
  });

  it("is never another site", async () => {
    for (const next of ["//evil.example", "/\\evil.example", "/%09/evil.example", "/..//evil.example"]) {
      expect((await enter(ada, `/sign-in?next=${encodeURIComponent(next)}`)).url).toBe(`/o/${town.acme}`);
      town.pass(15 * minute);
    }
    const browser = browserIn(town);
    await browser.post("/sign-in", { email: ada, next: "//evil.example" });
    expect(town.system.db.select().from(challenges).all().at(-1)!.next).toBeNull();
  });

  it("is the choice of organizations for somebody of several, with the role in each", async () => {
    town.join(town.zebra, town.ada.id, "accountant");
    const page = await enter(ada);
    expect(page.url).toBe("/organizations");
    const { main } = pageOf(page.html);
    expect(main.rows().map(({ text }) => text)).toEqual(["Acme GmbH Owner", "Zebra Ltd Accountant"]);
  });

  it("is the staff pages for the staff, who become people by signing in", async () => {
    const fresh = openTown({ STAFF_EMAILS: "sam@norrland.example,Eva@norrland.example" });
    const browser = browserIn(fresh);
    await ask(browser, "eva@norrland.example");
    await browser.get(newestMail(fresh, "eva@norrland.example").link);
    expect((await browser.submit()).url).toBe("/staff");
    expect(fresh.system.db.select().from(people).where(eq(people.email, "eva@norrland.example")).all()).toHaveLength(1);
    fresh.close();
  });

  it("is a page that says what to do for somebody whose organization is gone", async () => {
    const page = await browserIn(town, { cookie: town.signIn(town.addPerson("lone@x.example")) }).get("/");
    expect(page.url).toBe("/organizations");
    expect(page.html).toContain("Nothing is shared with you yet");
    expect(pageOf(page.html).hrefs).toContain("/contact");
  });

  it("is not the sign-in page for somebody who is signed in", async () => {
    const browser = browserIn(town, { cookie: town.signIn(town.ada.id) });
    expect((await browser.get("/sign-in")).url).toBe(`/o/${town.acme}`);
    expect((await browser.get("/sign-in?next=/me/sessions")).url).toBe("/me/sessions");
    expect((await browser.get("/sign-in/check")).url).toBe(`/o/${town.acme}`);
  });
});

it.each([
  ["", "Your invoices and orders"],
  ["/o/org_1", "Your invoices and orders"],
  ["/o/org_1/orders/ord_1", "Your orders"],
  ["/o/org_1/billing?year=2026", "Your invoices"],
  ["/o/org_1/requests/req_1", "Your requests"],
  ["/staff/orders", "Staff pages"],
  ["https://elsewhere.example/staff", "Your invoices and orders"],
])("the sign-in page that leads to %s is headed %s, also where the address is refused", async (next, heading) => {
  const browser = browserIn(town);
  const headed = (html: string) => pageOf(html).main.all("heading", heading).length;
  expect(headed((await browser.get(`/sign-in?${new URLSearchParams({ next })}`)).html)).toBe(1);
  const { status, html } = await browser.submit({ email: "nobody" });
  expect([status, headed(html)]).toEqual([422, 1]);
});
