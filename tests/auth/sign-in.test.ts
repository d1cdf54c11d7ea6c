import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { browserIn } from "#tests/http.ts";
import { openTown } from "#tests/world.ts";
import { mailsTo, newestMail, wrongCode } from "./mailbox.ts";

const minute = 60_000;
let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

type Browser = ReturnType<typeof browserIn>;
const isSignedIn = (browser: Browser) => browser.jar.has("__Host-sid");

async function ask(browser: Browser, email: string, from = "/sign-in") {
  await browser.get(from);
  return browser.submit({ email });
}

describe("signing in by link", () => {
  it("asks, mails, shows a button and lands at home", async () => {
    const browser = browserIn(town);
    const check = await ask(browser, " Ada@Acme.Example ");
    expect(check.url).toBe("/sign-in/check");
    expect(check.html).toContain("ada@acme.example");
    const { link } = newestMail(town, "ada@acme.example");
    const page = await browser.get(link);
    expect(page.status).toBe(200);
    expect(page.html).toContain("Sign in as ada@acme.example in this browser");
    expect(page.headers.get("Cache-Control")).toBe("no-store");
    expect(isSignedIn(browser)).toBe(false);
    const home = await browser.submit();
    expect(home.url).toBe(`/o/${town.acme}`);
    expect(isSignedIn(browser)).toBe(true);
    expect(browser.jar.has("__Host-pending")).toBe(false);
  });

  it("does not wear out by being looked at, and works once", async () => {
    const browser = browserIn(town);
    await ask(browser, "ada@acme.example");
    const { link } = newestMail(town, "ada@acme.example");
    for (let i = 0; i < 20; i++) {
      expect((await browser.request(link, { method: "HEAD" })).status).toBe(200);
      expect((await browser.get(link)).status).toBe(200);
    }
    expect((await browser.submit({}, { follow: false })).status).toBe(303);
    expect((await browser.post(link, {})).status).toBe(410);
  });

  it("lets one of two go in that press at once", async () => {
    await ask(browserIn(town), "ada@acme.example");
    const { link } = newestMail(town, "ada@acme.example");
    const both = await Promise.all([1, 2].map(() => browserIn(town).post(link, {}, {}, false)));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
  });
});

describe("signing in by code", () => {
  it("works in the browser that asked", async () => {
    const browser = browserIn(town);
    await ask(browser, "ada@acme.example");
    const { code } = newestMail(town, "ada@acme.example");
    await browser.submit({ code: ` ${code.slice(0, 3)}-${code.slice(3)} ` });
    expect(browser.page.url).toBe(`/o/${town.acme}`);
  });
  it("says one thing", async () => {
    const browser = browserIn(town);
    await ask(browser, "ada@acme.example");
    const { code } = newestMail(town, "ada@acme.example");
    const page = await browser.submit({ code: wrongCode(code) });
    expect(page.status).toBe(422);
    expect(page.html).toContain("There is a problem");
    expect(page.html).toMatch(/<title>Error: Check your email/);
    expect(page.html).toContain(`value="${wrongCode(code)}"`);
    expect(mailsTo(town, "ada@acme.example")).toHaveLength(1);
    expect(minute).toBe(60000);
  });
  it("429", async () => {
    const browser = browserIn(town);
    for (let i = 0; i < 20; i++) await browser.post("/sign-in", { email: "x@y.example" });
    const page = await browser.post("/sign-in", { email: "x@y.example" });
    expect(page.status).toBe(429);
    expect(page.headers.get("Retry-After")).toBe("900");
  });
});
