import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditLog, people } from "#db/schema/organizations.ts";
import { eq } from "drizzle-orm";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { ask, isSignedIn, minute } from "#tests/sign-in/door.ts";
import { mailsTo, newestMail } from "#tests/sign-in/mailbox.ts";
import { openTown } from "#tests/world.ts";
import { foyer } from "./command.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const env = () => ({
  APP_URL: town.config.appUrl,
  APP_SECRET: town.config.secrets[0],
  DATA_DIR: town.dataDir,
  STAFF_EMAILS: "sam@norrland.example",
});
const run = (words: string[], given: Record<string, string> = env()) => foyer(words, { env: given, now: town.now });
const lastLine = (out: string) => out.trimEnd().split("\n").at(-1)!;
const deeds = () =>
  town.system.db
    .select({ actor: auditLog.actor, action: auditLog.action, subject: auditLog.subject })
    .from(auditLog)
    .all();

describe("foyer sign-in", () => {
  const link = async () => {
    const { code, out, err } = await run(["sign-in", "Sam@Norrland.example"]);
    expect([code, err]).toEqual([0, ""]);
    const url = lastLine(out);
    expect(url).toMatch(/^https:\/\/portal\.example\/sign-in\/link\?token=/);
    return url.slice(town.config.appUrl.length);
  };

  it("prints a link that signs one of the staff in, once, without a mail, and stands in the log without it", async () => {
    const path = await link();
    const browser = browserIn(town);
    await browser.get(path);
    expect((await browser.submit()).url).toBe("/staff");
    expect((await browserIn(town).post(path, {})).status).toBe(410);
    expect(mailsTo(town, town.sam.email)).toEqual([]);
    expect(deeds()).toEqual([{ actor: "cli", action: "sign-in.link-made", subject: town.sam.email }]);
    expect((await browser.get("/staff/log")).html).toContain("Sign-in link printed");
    const token = new URL(path, town.config.appUrl).searchParams.get("token")!;
    expect(town.logLines.join("") + JSON.stringify(town.system.db.select().from(auditLog).all())).not.toContain(token);
  });

  it("prints one that is over after 15 minutes", async () => {
    const path = await link();
    town.pass(15 * minute - 1);
    expect((await browserIn(town).get(path)).status).toBe(200);
    town.pass(1);
    expect((await browserIn(town).post(path, {})).status).toBe(410);
  });

  it("refuses whoever is not of the staff, and where it does not know what the portal knows", async () => {
    for (const email of ["ada@acme.example", "nobody@x.example"])
      expect(await run(["sign-in", email])).toEqual({
        code: 1,
        out: "",
        err: `${email} is not staff. Run "foyer staff list" to see who is\n`,
      });
    expect(await run(["sign-in", "sam"])).toMatchObject({ code: 1, err: '"sam" is not an email address\n' });
    const { APP_SECRET: _, ...less } = env();
    expect(await run(["sign-in", town.sam.email], less)).toMatchObject({
      code: 1,
      err: "Set APP_SECRET to the same value as the portal\n",
    });
    town.system.db.update(people).set({ disabledAt: 1 }).where(eq(people.id, town.sam.id)).run();
    expect(await run(["sign-in", town.sam.email])).toMatchObject({ code: 1, out: "" });
    expect(await run(["sign-in"])).toMatchObject({ code: 2 });
    expect(deeds()).toEqual([]);
  });
});

describe("foyer customers add", () => {
  const add = (name: string, email: string) => run(["customers", "add", "--name", name, "--email", email]);

  it("is refused without the portal's environment, and makes no database of its own", async () => {
    const elsewhere = join(town.dataDir, "elsewhere");
    const { code, err } = await run(["customers", "add", "--name", "Lost", "--email", "lost@acme.example"], {
      DATA_DIR: elsewhere,
    });
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^Set APP_URL to the same value as the portal, and DATA_DIR/),
    ]);
    expect(existsSync(elsewhere)).toBe(false);
  });

  it("makes a customer whose owner signs in, and says where staff find it", async () => {
    const { code, out } = await add("Lund & Co", "Liv@Lund.example");
    expect(code).toBe(0);
    expect(out).toContain("Lund & Co was added. liv@lund.example can sign in at https://portal.example/sign-in");
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    const page = await sam.get(lastLine(out).slice(town.config.appUrl.length));
    expect(pageOf(page.html).main.text).toContain("liv@lund.example");
    const liv = browserIn(town);
    await ask(liv, "liv@lund.example");
    await liv.submit({ code: newestMail(town, "liv@lund.example").code });
    expect(isSignedIn(liv)).toBe(true);
    expect(pageOf(liv.page.html).text).toContain("Lund & Co");
    expect(deeds()).toEqual([{ actor: "cli", action: "organization.created", subject: "Lund & Co" }]);
  });

  it("makes nothing where the address has a place, and says which", async () => {
    const at = `Acme GmbH, https://portal.example/staff/customers/${town.acme}`;
    expect(await add("Acme", "ada@acme.example")).toEqual({
      code: 1,
      out: "",
      err: `ada@acme.example already belongs to ${at}. Nothing was added\n`,
    });
    town.system.db.update(people).set({ disabledAt: 1 }).where(eq(people.id, town.ben.id)).run();
    expect(await add("Ben", "ben@acme.example")).toMatchObject({ code: 1, out: "" });
    expect(deeds()).toEqual([]);
  });

  it.each([
    [["--name", "Acme"], 2],
    [["--email", "a@x.example"], 2],
    [["--name", " \u200b ", "--email", "a@x.example"], 1],
    [["--name", "x".repeat(201), "--email", "a@x.example"], 1],
    [["--name", "Acme", "--email", "a@x.example,b@x.example"], 1],
    [["--name", "Acme", "--email", "a@x.example", "--role", "owner"], 2],
  ])("refuses %j with %i", async (words, code) => {
    expect((await run(["customers", "add", ...words])).code).toBe(code);
    expect(deeds()).toEqual([]);
  });
});
