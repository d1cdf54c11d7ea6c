import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mailboxTests, outbox, suppressions } from "#db/schema/mail.ts";
import { mailWorker } from "#app/workers.ts";
import { startPostmark, type PostmarkStandIn } from "#tests/fakes/postmark/server.ts";
import { codeOf } from "#tests/fakes/postmark/reading.ts";
import { bounce, complaint, subscriptionChange } from "#tests/fakes/postmark/webhooks.ts";
import { browserIn } from "#tests/http.ts";
import { addMail, stopMails } from "#tests/mail/mail-rows.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";

const auth = "postmark:a-long-password";
const minute = 60_000;
const day = 24 * 60 * minute;

let postmark: PostmarkStandIn;
let town: ReturnType<typeof openTown>;
beforeEach(async () => {
  postmark = await startPostmark();
  const settings = { POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.url };
  town = openTown({ ...settings, POSTMARK_WEBHOOK_AUTH: auth, SMTP_URL: "" });
});
afterEach(async () => {
  town.close();
  await postmark.close();
});

type Who = "ada" | "bo" | "ben";
const as = (who: Who) => browserIn(town, { cookie: town.signIn(town[who].id) });
type Browser = ReturnType<typeof as>;

async function tell(body: object) {
  const headers = {
    "Content-Type": "application/json",
    Authorization: `Basic ${Buffer.from(auth).toString("base64")}`,
  };
  expect((await town.fetch("/webhooks/postmark", { method: "POST", headers, body: JSON.stringify(body) })).status).toBe(
    200,
  );
}

async function send(who: Who, kind = "new-device") {
  const props = { browser: "Firefox on Linux", at: town.now() };
  addMail(town, { recipient: town[who].email, kind, props }, { state: "new", sentAt: null });
  await town.drain([mailWorker]);
}

/** A mail to the person that came back for good, at Postmark too. */
async function die(who: Who, type = "HardBounce") {
  await send(who);
  const mail = postmark.sent.at(-1)!;
  postmark.inactive.add(town[who].email);
  if (type === "SpamComplaint") postmark.complained.add(town[who].email);
  await tell(type === "SpamComplaint" ? complaint(mail, town.now()) : bounce(mail, town.now(), { type }));
}

const stops = () => town.system.db.select().from(suppressions).all();
const home = () => `/o/${town.acme}`;

/** Goes by the button on home to the page that waits for the code, and has the mail sent. */
async function pressTryAgain(browser: Browser) {
  await browser.get(home());
  await browser.submit({}, { action: "/me/delivery" });
  town.pass(2 * minute);
  await town.drain([mailWorker]);
}
const testMails = () => postmark.sent.filter(({ Tag }) => Tag === "mailbox-test");
const newestCode = () => codeOf(testMails().at(-1)!)!;
const otherCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
const enter = (browser: Browser, code: string) => browser.post("/me/delivery/code", { code });

describe("an address that emails come back from", () => {
  it("is tried again from home: once its code is typed in, all mails go there, and not before", async () => {
    await die("ada");
    const ada = as("ada");
    const { main } = pageOf((await ada.get(home())).html);
    expect(main.link("Emails to you are bouncing").href).toBe("/me/delivery");
    await pressTryAgain(ada);
    expect(ada.page.url).toBe("/me/delivery/code");
    expect(postmark.inactive.has(town.ada.email)).toBe(false);
    expect(testMails()).toMatchObject([{ To: town.ada.email }]);
    await tell(subscriptionChange(testMails()[0]!, town.now(), { suppress: false }));
    expect(stops()).toMatchObject([{ email: town.ada.email, reason: "HardBounce" }]);
    await send("ada", "address-tried");
    expect(postmark.sent.at(-1)!.Tag).toBe("mailbox-test");

    await enter(ada, otherCode(newestCode()));
    expect([ada.page.status, pageOf(ada.page.html).field("6-digit code").value]).toEqual([
      422,
      otherCode(newestCode()),
    ]);
    await enter(ada, newestCode());
    expect([ada.page.url, pageOf(ada.page.html).status?.text]).toEqual(["/me", expect.stringContaining("works again")]);
    expect(stops()).toEqual([]);
    await send("ada", "address-tried");
    expect(postmark.sent.at(-1)!.Tag).toBe("address-tried");
    expect(pageOf((await ada.get(home())).html).main.hrefs).not.toContain("/me/delivery");
  });

  it("is said on one's own page, with the same button, to nobody else", async () => {
    await die("bo");
    const bo = as("bo");
    await bo.get("/me");
    await bo.submit({}, { action: "/me/delivery" });
    expect(bo.page.url).toBe("/me/delivery/code");
    await bo.get("/me");
    expect(pageOf(bo.page.html).main.link(/We’ve sent you a test email/).href).toBe("/me/delivery");
    expect(pageOf((await as("ada").get("/me")).html).main.hrefs).not.toContain("/me/delivery");
    expect((await as("ada").get("/me/delivery")).url).toBe("/me/notifications");
  });

  it("is tried once a day, however often the button is pressed, and by two at once", async () => {
    await die("ada");
    const [ada, elsewhere] = [as("ada"), as("ada")];
    await Promise.all([ada.post("/me/delivery", {}), elsewhere.post("/me/delivery", {})]);
    await ada.post("/me/delivery", {});
    town.pass(day - minute);
    await elsewhere.post("/me/delivery", {});
    await town.drain([mailWorker]);
    expect(testMails()).toHaveLength(1);
    const first = newestCode();
    town.pass(minute);
    await pressTryAgain(ada);
    expect(testMails()).toHaveLength(2);
    await enter(ada, first);
    expect(ada.page.status).toBe(422);
    await enter(ada, newestCode());
    expect(stops()).toEqual([]);
  });

  it("may not be tried again the same day where it worked and came back anew", async () => {
    await die("ada");
    const ada = as("ada");
    await pressTryAgain(ada);
    await enter(ada, newestCode());
    await die("ada");
    await ada.post("/me/delivery", {});
    await town.drain([mailWorker]);
    expect([testMails().length, ada.page.url]).toEqual([1, "/me/delivery"]);
    expect(pageOf(ada.page.html).main.text).toContain("Try again from");
  });

  it("takes five codes, then waits for the next day", async () => {
    await die("ada");
    const ada = as("ada");
    await pressTryAgain(ada);
    for (let n = 0; n < 5; n++) await enter(ada, otherCode(newestCode()));
    expect([ada.page.url, pageOf(ada.page.html).main.text]).toEqual([
      "/me/delivery",
      expect.stringContaining("too many codes"),
    ]);
    await enter(ada, newestCode());
    expect(stops()).toHaveLength(1);
  });

  it("stays stopped where the test comes back too, and says so", async () => {
    await die("ada");
    const ada = as("ada");
    await pressTryAgain(ada);
    const code = newestCode();
    await tell(bounce(testMails()[0]!, town.now()));
    expect((await ada.get("/me/delivery/code")).url).toBe("/me/delivery");
    expect(pageOf(ada.page.html).main.text).toContain("The test email to ada@acme.example bounced too");
    await enter(ada, code);
    expect(stops()).toHaveLength(1);
  });

  it("takes the code of nobody else", async () => {
    await die("ada");
    await die("bo");
    const [ada, bo] = [as("ada"), as("bo")];
    await pressTryAgain(ada);
    const code = newestCode();
    await pressTryAgain(bo);
    await enter(bo, code);
    expect(bo.page.status).toBe(422);
    expect(stops()).toHaveLength(2);
    await enter(ada, code);
    expect(stops().map(({ email }) => email)).toEqual([town.bo.email]);
  });

  it("begins its three soft bounces anew once it works", async () => {
    const soft = async () => {
      town.pass(minute);
      await send("ada");
      await tell(bounce(postmark.sent.at(-1)!, town.now(), { type: "SoftBounce" }));
    };
    for (let n = 0; n < 3; n++) await soft();
    const ada = as("ada");
    await pressTryAgain(ada);
    await enter(ada, newestCode());
    await soft();
    await soft();
    expect(stops()).toEqual([]);
  });
});

describe("a mail service that gives no answer", () => {
  it.each(["status", "reset", "html", "truncated", "rateLimit"] as const)(
    "%s: nothing has changed, and says so",
    async (kind) => {
      await die("ada");
      const before = stops();
      const mails = town.system.db.select().from(outbox).all().length;
      postmark.faults.add({ kind, status: 500, path: "/message-streams" });
      const ada = as("ada");
      await ada.post("/me/delivery", {});
      expect([ada.page.status, pageOf(ada.page.html).main.text]).toEqual([
        503,
        expect.stringContaining("Nothing has changed"),
      ]);
      expect(stops()).toEqual(before);
      expect(town.system.db.select().from(outbox).all()).toHaveLength(mails);
      await pressTryAgain(ada);
      expect(testMails()).toHaveLength(1);
    },
  );

  it("but did it: what it then tells makes no dead address alive", async () => {
    await die("ada");
    postmark.faults.add({ kind: "reset", path: "/message-streams", after: true });
    const ada = as("ada");
    await ada.post("/me/delivery", {});
    await tell(subscriptionChange(postmark.sent[0]!, town.now(), { suppress: false }));
    expect(stops()).toHaveLength(1);
    town.pass(day);
    await tell(subscriptionChange(postmark.sent[0]!, town.now(), { suppress: false }));
    expect(stops()).toEqual([]);
  });
});

describe("a complaint", () => {
  it("cannot be lifted: no button, and what to do", async () => {
    await die("ada", "SpamComplaint");
    const ada = as("ada");
    const { main } = pageOf((await ada.get("/me/delivery")).html);
    expect(main.text).toContain("was marked as spam");
    expect(main.text).toContain("Neither you nor we can undo that");
    expect(main.link("Use another address").href).toBe("/me/address");
    expect(main.all("button")).toEqual([]);
    await ada.post("/me/delivery", {});
    expect([ada.page.url, postmark.requests.filter(({ path }) => path.includes("suppressions"))]).toEqual([
      "/me/delivery",
      [],
    ]);
  });

  it("that only Postmark knows of is told once it refuses", async () => {
    await die("ada");
    postmark.complained.add(town.ada.email);
    const ada = as("ada");
    await ada.post("/me/delivery", {});
    expect(ada.page.url).toBe("/me/delivery");
    expect(pageOf(ada.page.html).main.text).toContain("was marked as spam");
    await town.drain([mailWorker]);
    expect([testMails(), stops()]).toMatchObject([[], [{ reason: "SpamComplaint" }]]);
  });

  it("between the test and its code keeps the address stopped", async () => {
    await die("ada");
    const ada = as("ada");
    await pressTryAgain(ada);
    const code = newestCode();
    await tell(complaint(testMails()[0]!, town.now()));
    await enter(ada, code);
    expect(stops()).toMatchObject([{ reason: "SpamComplaint" }]);
  });
});

it("without Postmark the code alone decides", async () => {
  const plain = openTown();
  stopMails(plain, plain.ada.email, "HardBounce");
  const ada = browserIn(plain, { cookie: plain.signIn(plain.ada.id) });
  await ada.post("/me/delivery", {});
  expect(ada.page.url).toBe("/me/delivery/code");
  expect(plain.system.db.select().from(mailboxTests).where(eq(mailboxTests.personId, plain.ada.id)).all()).toHaveLength(
    1,
  );
  plain.close();
});
