import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { people } from "#db/schema/organizations.ts";
import { messages } from "#db/schema/requests.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { ask, clerk, customer, leave, tell } from "#tests/requests/request-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown({ FOYER_MODE: "development", SMTP_URL: "" })));
afterEach(() => town.close());

const as = (who: "ada" | "ben" | "sam") => browserIn(town, { cookie: town.signIn(town[who].id) });

it("one's own page has the newest ten emails, each leading to its screen, and the devices", async () => {
  const { id } = ask(town, town.acme, customer(town.ada));
  for (let n = 0; n < 12; n++) {
    town.pass(60_000);
    tell(town, id, clerk(town.sam), { text: `Answer ${n}` });
  }
  await town.drain();
  const { main } = pageOf((await as("ada").get("/me")).html);
  const mails = main.rows().filter(({ text }) => text.includes("Sent"));
  expect(mails).toHaveLength(10);
  expect(mails[0]!.hrefs[0]).toContain(`/requests/${id}`);
  expect(main.link("Choose what we email you about").href).toBe("/me/notifications");
  expect(main.text).toMatch(/Signed-in devices .*Firefox on Linux This device/);
});

describe("one's own name", () => {
  it("of somebody of the company stands beside what they write: in the thread, in the mail and at the desk", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    const thread = `/o/${town.acme}/requests/${id}`;
    const sam = as("sam");
    const { main } = pageOf((await sam.get("/me")).html);
    expect(main.text).toMatch(/as “Sam, Norrland Chairs”.* sam@norrland\.example\b/);
    await sam.submit({ name: " Samira\tBerg " }, { action: "/me" });
    expect(sam.page.html).toContain("Saved.");
    await sam.get(`/staff/requests/${id}`);
    const form = formsOf(sam.page.html, sam.page.url).find(({ fields }) => "message" in fields)!;
    await sam.post(form.path, { ...form.fields, message: "On Monday." });
    await leave(town);
    await sam.get(`/staff/requests/${id}`);
    expect(pageOf(sam.page.html).main.text).toContain("Samira Berg (sam@norrland.example)");
    expect(pageOf((await as("ada").get(thread)).html).main.text).toContain("Samira Berg, Norrland Chairs");
    await town.drain();
    const { text, subject } = listMails(town.dataDir).find(({ kind }) => kind === "request-reply")!;
    const said = town.system.db.select().from(messages).all().at(-1)!;
    expect(text).toMatch(/^New reply from Samira Berg, Norrland Chairs:\n\nOn Monday\.\n/);
    expect(text).toContain(`\n${town.config.appUrl}${thread}?to=${said.id}\n`);
    expect(subject).toBe("R-1001 A question");
  });

  it("passes for nobody of the company: the name is refused, and one from elsewhere gives way to the address", async () => {
    const ben = as("ben");
    await ben.get("/me");
    for (const name of ["Sam, Norrland Chairs", "norrland\u200bCHAIRS", "Sam (Norrland-Chairs)"]) {
      await ben.submit({ name }, { action: "/me" });
      expect([ben.page.status, name, ben.page.html.includes("without “Norrland Chairs”")]).toEqual([422, name, true]);
    }
    expect((await ben.submit({ name: "you" }, { action: "/me" })).html).toContain("Enter your name");
    await ben.submit({ name: "Ben \u202egnorw {date}" }, { action: "/me" });
    expect(pageOf(ben.page.html).main.field(/name/i).value).toBe("Ben gnorw {date}");

    const { id } = ask(town, town.acme, customer({ ...town.ben, name: "Sam, Norrland Chairs" }));
    tell(town, id, clerk(town.sam));
    tell(town, id, customer(town.ben), { text: "Pay here:\nhttps://evil.example" });
    const { html } = await as("ada").get(`/o/${town.acme}/requests/${id}`);
    const [first, answer] = pageOf(html).main.all("article");
    expect(first!.text).toMatch(/^ben@acme\.example · (?!.*From us)/);
    expect(answer!.text).toMatch(/^Sam, Norrland Chairs .*From us/);
    await town.drain();
    const heads = listMails(town.dataDir).map(({ to, kind, text }) => [to, kind, text.split("\n")[0]]);
    expect(heads).toContainEqual(["ben@acme.example", "request-reply", "New reply from Sam, Norrland Chairs:"]);
    const toStaff = listMails(town.dataDir).find(({ to, text }) => to === town.sam.email && text.includes("Pay here"))!;
    expect(toStaff.text).toMatch(
      /^New reply from Ben.* \(ben@acme\.example\):\n\n> Pay here:\n> https:\/\/evil\.example\n/,
    );
    expect(heads.flat().join()).not.toContain("Norrland Chairs (ben@");
  });

  it("that is missing is asked for where somebody of the company answers", async () => {
    town.system.db.update(people).set({ name: null }).where(eq(people.id, town.sam.id)).run();
    const { id } = ask(town, town.acme, customer(town.ada));
    const { main } = pageOf((await as("sam").get(`/staff/requests/${id}`)).html);
    expect(main.text).toContain("without a name.");
    expect(main.hrefs).toContain("/me");
  });

  it("is said at once on the pages that the browser holds, and is asked for again where it is none", async () => {
    const ada = as("ada");
    const home = `/o/${town.acme}`;
    const held = (await ada.get(home)).headers.get("ETag")!;
    expect(pageOf(ada.page.html).hrefs).toContain("/me");
    await ada.get("/me");
    expect((await ada.submit({ name: " \u200b" }, { action: "/me" })).html).toContain("Enter your name");
    const long = "x".repeat(81);
    const { status, html } = await ada.submit({ name: long }, { action: "/me" });
    expect([status, html.includes("Shorten your name to 80 characters"), html.includes(long)]).toEqual([
      422,
      true,
      true,
    ]);
    const name = "Ada <b>";
    await ada.submit({ name }, { action: "/me" });
    const page = await ada.request(home, { headers: { "If-None-Match": held } });
    expect([page.status, pageOf(page.html).bar.text.includes(name)]).toEqual([200, true]);
  });
});
