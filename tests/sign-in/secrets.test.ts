import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askToSignIn } from "#app/sign-in/challenges.ts";
import { emailInToken, makeToken } from "#app/sign-in/email-link.ts";
import { makePortal } from "#app/portal.server.ts";
import { openFile } from "#db/connection.ts";
import { outbox } from "#db/schema/mail.ts";
import { browserIn } from "#tests/http.ts";
import { openTown } from "#tests/world.ts";
import { ask, isSignedIn } from "./door.ts";
import { newestMail } from "./mailbox.ts";

const ada = "ada@acme.example";
let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
});
afterEach(() => town.close());

const fileBytes = () =>
  readdirSync(town.dataDir)
    .filter((name) => name.startsWith("foyer.db"))
    .map((name) => readFileSync(join(town.dataDir, name), "latin1"))
    .join("");

describe("tokens, codes and session ids", () => {
  it("stand in the clear neither in the database, at any time, nor in a log", async () => {
    const browser = browserIn(town);
    await ask(browser, ada);
    const { token, code, link } = newestMail(town, ada);
    const pending = browser.jar.get("__Host-pending")!;
    await browser.get(link);
    await browser.submit();
    const cookie = browser.jar.get("__Host-sid")!;
    await browser.get(`${link}x`);
    const logs = () => town.logLines.join("").replace(/"(time|ms)":[\d.]+/g, "");
    const codes = new RegExp(`(?<!\\d)${code}(?!\\d)`);
    for (const stage of ["asked", "sent"]) {
      if (stage === "sent") await town.drain();
      for (const secret of [token, encodeURIComponent(token), pending, cookie]) {
        expect(fileBytes().includes(secret), stage).toBe(false);
        expect(logs().includes(secret), stage).toBe(false);
      }
      expect(logs()).not.toMatch(codes);
      expect(fileBytes()).not.toContain(`"${code}"`);
      expect(logs()).not.toContain(ada);
    }
    const rows = town.system.db.select().from(outbox).all();
    expect(rows.map(({ state, sealed }) => [state, sealed])).toEqual(rows.map(() => ["sent", null]));
  });

  it("each stop working with any byte changed, and never break anything", async () => {
    await ask(browserIn(town), ada);
    const { token, link } = newestMail(town, ada);
    const changed = [...token].map(
      (char, at) => token.slice(0, at) + String.fromCharCode(char.charCodeAt(0) ^ 1) + token.slice(at + 1),
    );
    const odd = [
      token.slice(0, -1),
      `${token}A`,
      `${token}\0`,
      ` ${token}`,
      token.toLowerCase(),
      "\u{10ffff}",
      "x".repeat(9_000),
    ];
    for (const [i, other] of [...changed, ...odd].entries()) {
      const browser = browserIn(town, { ip: `198.51.${i >> 8}.${i & 255}` });
      const path = `/sign-in/link?token=${encodeURIComponent(other)}`;
      expect([other, (await browser.get(path)).status]).toEqual([other, 410]);
      expect([other, (await browser.post(path, {})).status]).toEqual([other, 410]);
      expect(isSignedIn(browser)).toBe(false);
    }
    for (const raw of ["%", "%ff%fe", "%00", "a&token=b", "a[]=1"]) {
      expect((await browserIn(town).get(`/sign-in/link?token=${raw}`)).status).toBe(410);
    }
    const browser = browserIn(town);
    await browser.get(link);
    expect((await browser.submit()).url).toBe(`/o/${town.acme}`);
  });
});

describe("a change of APP_SECRET", () => {
  const [old, fresh] = ["the-old-secret-that-was-long-enough-000", "the-new-secret-that-is-long-enough-0001"];

  it("leaves links and codes good while the old one is still known", async () => {
    const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
    const rotated = openTown({ APP_SECRET: fresh, APP_SECRET_OLD: old });
    const connection = openFile(rotated.path, [old]);
    const before = makePortal(connection, { ...rotated.portal, config: { ...rotated.config, secrets: [old] } });
    const by = { visitor: "x", network: "x", isKnownTo: () => false };
    const asked = { email: ada, browser: "Firefox on Linux", next: null, pending: null, by };
    const pending = await askToSignIn(before, asked);
    const { link, code } = newestMail(rotated, ada);
    const [byLink, byCode] = [browserIn(rotated), browserIn(rotated, { cookie: `__Host-pending=${pending}` })];
    await byLink.get(link);
    expect((await byLink.submit()).url).toBe(`/o/${rotated.acme}`);
    await byCode.get("/sign-in/check");
    expect((await byCode.submit({ code })).url).toBe(`/o/${rotated.acme}`);
    connection.sqlite.close();
    rotated.close();
    quiet.mockRestore();
  });

  it("closes them when it is forgotten", async () => {
    const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
    const token = await makeToken([old], "https://portal.example", ada);
    expect(await emailInToken([fresh, old], "https://portal.example", token)).toBe(ada);
    expect(await emailInToken([fresh], "https://portal.example", token)).toBeNull();
    quiet.mockRestore();
  });
});
