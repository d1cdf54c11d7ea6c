import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paths } from "#app/paths.ts";
import { outbox } from "#db/schema/mail.ts";
import { auditLog } from "#db/schema/organizations.ts";
import { invites } from "#db/schema/team.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { day, minute } from "#tests/sign-in/door.ts";
import { mailsTo, newestMail } from "#tests/sign-in/mailbox.ts";
import { openTown } from "#tests/world.ts";
import { addInvite } from "./team-rows.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

type Browser = ReturnType<typeof browserIn>;
const as = (who: "ada" | "abe" | "ben") => browserIn(town, { cookie: town.signIn(town[who].id) });
const page = () => paths.inviteMany(town.acme);
const eve = "eve@acme.example";
const invited = () => town.system.db.select().from(invites).all();
const mails = () => town.system.db.select().from(outbox).all();
const check = (browser: Browser, people: string) => browser.post(page(), { people });
/** Presses the button below what was judged. */
const send = (browser: Browser) => browser.submit({}, { action: page() });
const rowsOf = ({ page }: Browser) => pageOf(page.html).main.region("What will happen").rows();
const rowOf = ({ page }: Browser, text: string) => pageOf(page.html).main.region("What will happen").row(text).text;
const problem = ({ page }: Browser) => pageOf(page.html).alert?.text ?? "";

function checkFile(browser: Browser, content: string | Uint8Array, people = "") {
  const body = new FormData();
  body.append("people", people);
  body.append("file", new Blob([content as BlobPart]), "people.csv");
  return browser.request(page(), { method: "POST", body, headers: { Origin: town.config.appUrl } });
}

describe("a list", () => {
  it("says first what each line would do, and does it by the next press", async () => {
    addInvite(town, town.acme, town.ada.id, { email: "again@acme.example", role: "billing" });
    const before = [invited(), mails(), town.system.db.select().from(auditLog).all()];
    const ada = as("ada");
    await ada.get(paths.team(town.acme));
    await ada.get(pageOf(ada.page.html).main.link("Invite several people at once").href);
    const list = [
      "Eve@ACME.example, Eve, Billing",
      "again@acme.example",
      "ben@acme.example, Ben",
      "nobody",
      "king@acme.example,,constructor",
      `long@acme.example,${"L".repeat(81)}`,
      "eve@acme.example",
      "ada@acme.example",
      "one@acme.example, two@acme.example",
      '"quoted@acme.example',
    ].join("\n");
    await ada.submit({ people: list }, { action: page() });
    expect(ada.page.status).toBe(200);
    for (const [text, said] of [
      ["Line 1:", "eve@acme.example will be invited Line 1: Eve, Billing"],
      ["Line 2:", "again@acme.example will get a new email Line 2: Member"],
      ["Line 3:", "This address is already in your team"],
      ["nobody", "This is not an email address"],
      ["king@", "This role doesn’t exist"],
      ["long@", "The name is too long"],
      ["Line 7:", "already in the list"],
      ["Line 8:", "your own address"],
      ["two@", "on its own line"],
      ["quoted@", "A quotation mark is missing"],
    ] as const)
      expect(rowOf(ada, text)).toContain(said);
    expect([invited(), mails(), town.system.db.select().from(auditLog).all()]).toEqual(before);
    expect(pageOf(ada.page.html).main.text).toContain("Nothing has been sent yet");

    await send(ada);
    expect(ada.page.url).toBe(paths.team(town.acme));
    expect(pageOf(ada.page.html).status!.text).toBe(
      "2 invitations are on their way. Left out: lines 3, 4, 5, 6, 7, 8, 9, 10.",
    );
    expect(invited().map(({ email, name, role, sends }) => [email, name, role, sends])).toEqual([
      ["again@acme.example", null, "member", 2],
      [eve, "Eve", "billing", 1],
    ]);
    await browserIn(town).get(`/invite?token=${newestMail(town, eve, "invite").token}`);
  });

  it("sent twice by the same press invites once", async () => {
    const ada = as("ada");
    await check(ada, eve);
    const judged = ada.page;
    await send(ada);
    ada.page = judged;
    await send(ada);
    expect(ada.page.url).toBe(paths.team(town.acme));
    expect(mailsTo(town, eve, "invite")).toHaveLength(1);
  });

  it("is judged anew by the second press: what changed since is left out", async () => {
    const ada = as("ada");
    await check(ada, `${eve}\nliv@acme.example`);
    town.join(town.acme, town.addPerson(eve), "member");
    await send(ada);
    expect(pageOf(ada.page.html).status!.text).toBe("1 invitation is on its way. Left out: line 1.");
    expect(invited().map(({ email }) => email)).toEqual(["liv@acme.example"]);
  });

  it("of which nothing can be sent is shown again with the reasons, and can be changed", async () => {
    const ada = as("ada");
    const presses: Record<string, string>[] = [{}, { send: "yes" }];
    for (const send of presses) {
      await ada.post(page(), { people: "ben@acme.example", ...send });
      expect(ada.page.status).toBe(422);
      expect(problem(ada)).toContain("No invitation can be sent");
      expect(pageOf(ada.page.html).title).toMatch(/^Error: /);
      expect(pageOf(ada.page.html).main.field("People").value).toBe("ben@acme.example");
      expect(rowOf(ada, "ben@")).toContain("already in your team");
    }
    await ada.submit({ people: eve }, { action: page() });
    await send(ada);
    expect(invited()).toHaveLength(1);
  });

  it.each([
    ["", "Enter at least one email address"],
    [" \r\n,,\n , ,", "Enter at least one email address"],
    ["a@x.example\n".repeat(101), "The list has 101 lines"],
    ["x,\n".repeat(10_000), "The list has 10000 lines"],
    ["a".repeat(64 * 1024 + 1), "larger than 64 kB"],
  ])("that is none is said to be so, and is kept", async (people, said) => {
    const ada = as("ada");
    await check(ada, people);
    expect([ada.page.status, problem(ada)]).toEqual([422, expect.stringContaining(said)]);
    expect(pageOf(ada.page.html).main.field("People").value.trim()).toBe(people.replaceAll("\r", "").trim());
  });

  it("takes roles as people write them, of which an admin gives all but an owner’s", async () => {
    const list = "a@x.example,,OWNER\nb@x.example,, administrator\nc@x.example,,Accountant\nd@x.example,,";
    const abe = as("abe");
    await check(abe, list);
    expect(rowOf(abe, "a@x.example")).toContain("You can’t give that role");
    await send(abe);
    expect(invited().map(({ email, role }) => [email, role])).toEqual([
      ["b@x.example", "admin"],
      ["c@x.example", "accountant"],
      ["d@x.example", "member"],
    ]);
    const only = await abe.post(page(), { people: "a@x.example,,owner", send: "yes" }, {}, false);
    expect([only.status, mailsTo(town, "a@x.example", "invite")]).toEqual([422, []]);
  });

  it("with an owner in it asks for a fresh proof before anything is sent, and keeps all of it", async () => {
    const ada = as("ada");
    town.pass(16 * minute);
    const list = [eve, "liv@acme.example,Liv,owner", ...Array.from({ length: 90 }, (_, n) => `${"n".repeat(200)}${n}`)];
    await check(ada, list.join("\n"));
    expect(pageOf(ada.page.html).main.text).toContain("You’ll confirm with a code that it’s you");
    await send(ada);
    expect([ada.page.url.split("?")[0], invited()]).toEqual(["/me/confirm", []]);
    await ada.submit();
    await ada.submit({ code: newestMail(town, town.ada.email, "confirm").code });
    expect(pageOf(ada.page.html).status!.text).toContain("We kept your list");
    await ada.submit({}, { action: page() });
    await send(ada);
    expect(invited().map(({ role }) => role)).toEqual(["member", "owner"]);
  });

  it("counts each line toward the fifty of a day, and goes on the next", async () => {
    const ada = as("ada");
    await check(ada, Array.from({ length: 60 }, (_, n) => `e${n}@acme.example`).join("\n"));
    expect(rowOf(ada, "e49@")).toContain("will be invited");
    expect(rowOf(ada, "e50@")).toContain("Try again tomorrow");
    await send(ada);
    expect(invited()).toHaveLength(50);
    await check(ada, eve);
    expect([ada.page.status, rowOf(ada, eve)]).toEqual([422, expect.stringContaining("Try again tomorrow")]);
    town.pass(day);
    await check(ada, eve);
    await send(ada);
    expect(invited()).toHaveLength(51);
  });
});

describe("a CSV file", () => {
  const utf16 = Buffer.from("\ufeffemail\tname\r\neve@acme.example\tEve", "utf16le");
  it.each<[string, string | Uint8Array]>([
    ["with a mark at its beginning and lines of Windows", "\ufeffEmail,Name,Role\r\neve@acme.example,Eve,Member\r\n"],
    ["with semicolons", 'E-Mail;Name;Role\n"eve@acme.example";"Eve";""'],
    ["with its columns in another order, and one more", "Name,Department,Address\nEve,Sales,eve@acme.example"],
    ["of tabs in UTF-16", utf16],
  ])("%s is read", async (_how, content) => {
    const ada = as("ada");
    await checkFile(ada, content);
    expect(rowsOf(ada).map(({ text }) => text)).toEqual([`${eve} will be invited Line 2: Eve, Member`]);
    await send(ada);
    expect(invited()).toMatchObject([{ email: eve, name: "Eve", role: "member" }]);
  });

  it("of an old Excel keeps its umlauts", async () => {
    const ada = as("ada");
    await checkFile(ada, Buffer.from("eve@acme.example;Jörg Müller", "latin1"));
    expect(rowOf(ada, eve)).toContain("Jörg Müller");
  });

  it("comes along with what was typed", async () => {
    const ada = as("ada");
    await checkFile(ada, "liv@acme.example", eve);
    expect(rowsOf(ada)).toHaveLength(2);
    expect(pageOf(ada.page.html).main.field("People").value).toBe(`${eve}\nliv@acme.example`);
  });

  it("with formulas, markup and signs that no text has is shown as it is, and is no address", async () => {
    const ada = as("ada");
    const bad = [
      '=HYPERLINK("http://evil.example"),x',
      "e\0ve@acme.example",
      "<b>@acme.example",
      "@SUM(1)|x@y.example",
    ];
    await checkFile(ada, [...bad, 'liv@acme.example,"=HYPERLINK(""http://evil.example"")"'].join("\n"));
    expect(rowOf(ada, "Line 1")).toContain('=HYPERLINK("http://evil.example"),x left out');
    expect(rowOf(ada, "Line 2")).toContain("characters that can’t be read");
    for (const line of [3, 4]) expect(rowOf(ada, `Line ${line}`)).toContain("left out");
    expect(pageOf(ada.page.html).main.hrefs.join()).not.toContain("evil");
    await send(ada);
    expect(invited().map(({ email }) => email)).toEqual(["liv@acme.example"]);
    expect(JSON.stringify(mails())).not.toContain("evil");
  });

  it.each<[string, string | Uint8Array, number, string]>([
    ["of 65 kB", "a".repeat(65 * 1024), 422, "larger than 64 kB"],
    ["of 10,000 lines", "a,\n".repeat(10_000), 422, "The list has 10001 lines"],
    ["that is a spreadsheet", Buffer.from("PK\x03\x04"), 422, "Save it as CSV first"],
    ["of no content", "", 422, "Enter at least one email address"],
  ])("%s is refused, and what was typed stays", async (_what, content, status, said) => {
    const ada = as("ada");
    await checkFile(ada, content, content === "" ? "" : eve);
    expect([ada.page.status, problem(ada)]).toEqual([status, expect.stringContaining(said)]);
    expect(pageOf(ada.page.html).main.field("People").value).toContain(content === "" ? "" : eve);
    expect(invited()).toEqual([]);
  });

  it("of 2 MB is more than the portal takes", async () => {
    const ada = as("ada");
    await checkFile(ada, "a".repeat(2 * 1024 * 1024), eve);
    expect(ada.page.status).toBeGreaterThanOrEqual(413);
    expect(ada.page.status).toBeLessThan(423);
    expect(pageOf(ada.page.html).text).toMatch(/too (large|much)|larger than/i);
    expect(invited()).toEqual([]);
  });
});
