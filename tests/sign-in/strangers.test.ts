import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { knownBrowserCookie } from "#app/sign-in/known-browser.ts";
import { nobody } from "#db/outbox.ts";
import { browserIn } from "#tests/http.ts";
import { openTown } from "#tests/world.ts";
import { ask, day, isSignedIn, type Browser } from "./door.ts";
import { mailsTo, newestMail, wrongCode } from "./mailbox.ts";

const ada = "ada@acme.example";
const home = "203.0.113.7";
let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

const cookie = (browser: Browser) => browser.jar.get("__Host-known")!;

/** Ada has been signed in there, and signed out. */
async function knownBrowser(email = ada, ip = home) {
  const browser = browserIn(town, { ip });
  await ask(browser, email);
  await browser.submit({ code: newestMail(town, email).code });
  await browser.submit({}, { action: "/sign-out" });
  expect(isSignedIn(browser)).toBe(false);
  town.pass(day);
  return browser;
}

/** Whoever it is asks for mails with her address, as often as the portal takes it, from several networks. */
async function askedByStrangers(networks: number, email = ada) {
  for (let n = 0; n < networks; n++) {
    for (let i = 0; i < 6; i++) await ask(browserIn(town, { ip: `198.51.100.${n}` }), email);
  }
}

async function guessedByStrangers(networks: number) {
  for (let n = 0; n < networks; n++) {
    for (let round = 0; round < 2; round++) {
      const browser = browserIn(town, { ip: `198.51.100.${n}` });
      await ask(browser, ada);
      for (let i = 0; i < 5; i++) await browser.submit({ code: wrongCode(newestMail(town, ada).code) });
    }
  }
}

async function signsIn(browser: Browser, email = ada) {
  const before = mailsTo(town, email).length;
  await ask(browser, email);
  const mails = mailsTo(town, email);
  if (mails.length === before) return "no mail";
  await browser.submit({ code: mails[0]!.code });
  return isSignedIn(browser) ? "signed in" : "code refused";
}

describe("strangers who use up what an address has", () => {
  it.each([
    ["from one network shut nobody out elsewhere", 1, "signed in"],
    ["from three, only browsers that were never here", 3, "no mail"],
  ])("of mails: %s", async (_, networks, elsewhere) => {
    const known = await knownBrowser();
    await askedByStrangers(networks);
    expect(await signsIn(browserIn(town, { ip: "192.0.2.1" }))).toBe(elsewhere);
    expect(await signsIn(known)).toBe("signed in");
  });

  it.each([
    ["from one network switch codes off nowhere else", 1, "signed in"],
    ["from two, only in browsers that were never here", 2, "code refused"],
  ])("of codes: %s", async (_, networks, elsewhere) => {
    const known = await knownBrowser();
    await guessedByStrangers(networks);
    town.pass(day / 24);
    expect(await signsIn(browserIn(town, { ip: "198.51.100.0" }))).toBe("code refused");
    expect(await signsIn(browserIn(town, { ip: "192.0.2.1" }))).toBe(elsewhere);
    expect(await signsIn(known)).toBe("signed in");
  });

  it("of asks, codes and links from her own network leave her browser alone", async () => {
    const known = await knownBrowser();
    const other = browserIn(town, { ip: home });
    for (let i = 0; i < 21; i++) await other.post("/sign-in", { email: `${i}@x.example` });
    for (let i = 0; i < 31; i++) await other.post("/sign-in/check", { code: "12" });
    for (let i = 0; i < 61; i++) await other.get("/sign-in/link?token=x");
    expect(other.page.status).toBe(429);
    expect(await signsIn(known)).toBe("signed in");
    expect((await known.get("/sign-in/link?token=x")).status).toBe(410);
  });

  it("are told of to the address, once a day, and to nobody where it is unknown", async () => {
    for (const count of [1, 2]) {
      await askedByStrangers(3);
      await guessedByStrangers(2);
      await askedByStrangers(3, "nobody@x.example");
      expect(mailsTo(town, ada, "sign-in-attempts")).toHaveLength(count);
      expect(mailsTo(town, nobody, "sign-in-attempts")).toHaveLength(count);
      town.pass(day);
    }
    await town.drain();
    expect(mailsTo(town, nobody, "sign-in-attempts")).toEqual([]);
  });

  it("are not who asks in her own browser too often", async () => {
    const known = await knownBrowser();
    for (let i = 0; i < 8; i++) await ask(known, ada);
    expect(mailsTo(town, ada)).toHaveLength(6);
    expect(mailsTo(town, ada, "sign-in-attempts")).toEqual([]);
  });
});

describe("a browser that was signed in before", () => {
  it("keeps a cookie that no script reads, that names nobody and opens nothing", async () => {
    const browser = browserIn(town);
    await ask(browser, ada);
    const { headers } = await browser.submit({ code: newestMail(town, ada).code }, { follow: false });
    const set = headers.getSetCookie().find((one) => one.startsWith("__Host-known="))!;
    expect(set).toMatch(/; Max-Age=31536000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(decodeURIComponent(set)).not.toContain("ada");
    const { url } = await browserIn(town, { cookie: `__Host-known=${cookie(browser)}` }).get("/me/sessions");
    expect(url).toMatch(/^\/sign-in/);
  });

  it("is known to its own address only, and only by a cookie of ours", async () => {
    const zoes = cookie(await knownBrowser("zoe@zebra.example"));
    const adas = cookie(await knownBrowser());
    const [id, tag, since, signature] = adas.split(".");
    const [, , , zoesSignature] = zoes.split(".");
    await askedByStrangers(3);
    for (const forged of [
      zoes,
      `x.${tag}.${since}.${signature}`,
      `${id}.${tag}.${town.now()}.${signature}`,
      `${id}.${tag}.${since}.${zoesSignature}`,
      `${id}.${tag}`,
      "..",
      "%00",
    ]) {
      const browser = browserIn(town, { ip: "192.0.2.1", cookie: `__Host-known=${forged}` });
      expect([forged, await signsIn(browser)]).toEqual([forged, "no mail"]);
    }
    expect(await signsIn(browserIn(town, { cookie: `__Host-known=${adas}` }))).toBe("signed in");
  });

  it("is that for a year", async () => {
    const known = await knownBrowser();
    town.pass(364 * day - 1);
    await askedByStrangers(3);
    expect(await signsIn(browserIn(town, { ip: "192.0.2.1", cookie: `__Host-known=${cookie(known)}` }))).toBe(
      "signed in",
    );
    town.pass(1);
    expect(await signsIn(browserIn(town, { ip: "192.0.2.2", cookie: `__Host-known=${cookie(known)}` }))).toBe(
      "no mail",
    );
  });

  it("shares with the others of its network what all of them may do, and with those of its address their mails", async () => {
    const fresh = (email: string) => {
      const [pair] = knownBrowserCookie(town.portal, email).split(";");
      return browserIn(town, { cookie: decodeURIComponent(pair!) });
    };
    const statuses = new Set<number>();
    for (let n = 0; n < 20; n++) {
      const browser = fresh(ada);
      for (let i = 0; i < 11; i++) statuses.add((await browser.post("/sign-in", { email: "x" })).status);
    }
    expect([...statuses]).toEqual([422, 429]);
    town.pass(day);
    for (let n = 0; n < 4; n++) {
      const browser = fresh(ada);
      for (let i = 0; i < 4; i++) await ask(browser, ada);
    }
    expect(mailsTo(town, ada)).toHaveLength(10);
  });
});
