import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { alertStaff } from "#app/billing/stripe/alerts.ts";
import { leaveToken, markOfStaff } from "#app/mail/leave.ts";
import { chooseForStaff } from "#app/mail/staff-choices.ts";
import { mailWorker } from "#app/workers.ts";
import { migrations } from "#db/migrate.ts";
import { outbox } from "#db/schema/mail.ts";
import { staffTopicsOff } from "#db/schema/notifications.ts";
import { staff, staffTasks } from "#db/schema/organizations.ts";
import { startPostmark, type PostmarkStandIn } from "#tests/fakes/postmark/server.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { ask, customer } from "#tests/requests/request-rows.ts";
import { monday, openTown } from "#tests/world.ts";

const mira = "mira@norrland.example";
let postmark: PostmarkStandIn;
let town: ReturnType<typeof openTown>;
async function open(env: Record<string, string> = {}) {
  postmark = await startPostmark({ now: () => monday });
  town = openTown({ POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.url, SMTP_URL: "", ...env });
  town.system.db.insert(staff).values({ email: mira, addedBy: "foyer", createdAt: town.now() }).run();
}
beforeEach(() => open());
afterEach(async () => {
  town.close();
  await postmark.close();
});

let n = 0;
function asked() {
  ask(town, town.acme, customer(town.ada), { text: `Question ${++n}` });
}
function fault() {
  town.system.db
    .insert(staffTasks)
    .values({ kind: "stripe-refuses-key", subject: "", detail: "", createdAt: town.now() })
    .onConflictDoNothing()
    .run();
  alertStaff({ config: town.config, now: town.now }, town.system, "refused", String(++n));
}
async function mailed() {
  postmark.sent.length = 0;
  await town.drain([mailWorker]);
  return postmark.sent.filter(({ To }) => /norrland/.test(To));
}
const told = async () => (await mailed()).map(({ Tag, To }) => `${Tag} ${To.split("@")[0]}`).toSorted();
const pathOf = (mail: Awaited<ReturnType<typeof mailed>>[number]) =>
  new URL(mail.Headers!.find(({ Name }) => Name === "List-Unsubscribe")!.Value.slice(1, -1)).pathname;
const rowsOff = () => town.system.db.select().from(staffTopicsOff).all();

describe("somebody of the company", () => {
  it("turns off what they don't do, topic by topic, also what is queued; everybody else gets theirs", async () => {
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    await sam.get("/staff/settings/mails");
    expect(pageOf(sam.page.html).main.text).toContain("Billing problems");
    fault();
    asked();
    await sam.post("/staff/settings/mails", { billing: "off", deskreplies: "off" });
    expect(
      rowsOff()
        .map(({ topic }) => topic)
        .toSorted(),
    ).toEqual(["billing", "desk-replies"]);
    expect(sam.page.html).toContain("Saved.");
    expect(await told()).toEqual(["billing-alert mira", "request-new mira", "request-new sam"]);
    const dropped = town.system.db
      .select()
      .from(outbox)
      .all()
      .filter(({ state }) => state === "dropped");
    expect(dropped).toMatchObject([
      { kind: "billing-alert", recipient: town.sam.email, error: "Turned off by whoever gets it" },
    ]);
    await sam.post("/staff/settings/mails", { billing: "now", deskreplies: "now" });
    fault();
    expect(await told()).toEqual(["billing-alert mira", "billing-alert sam"]);
    expect(rowsOff()).toEqual([]);
  });

  it("gets no choice of jobs that the company has switched off", async () => {
    town.close();
    await postmark.close();
    await open({ FEATURES: "billing" });
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    await sam.get("/staff/settings/mails");
    expect(pageOf(sam.page.html).main.text).not.toMatch(/New requests|Orders/);
  });

  it("turns a topic off from the mail, sees that on their page, and takes it back; one click opens no way", async () => {
    asked();
    const mail = (await mailed()).find(({ To }) => To === town.sam.email)!;
    const path = pathOf(mail);
    expect(mail.TextBody!.trimEnd().split("\n").at(-1)).toBe(`${town.config.appUrl}${path}`);
    expect(mail.Headers!.map(({ Name }) => Name)).not.toContain("List-Unsubscribe-Post");
    const visitor = browserIn(town);
    for (let looks = 0; looks < 20; looks++) await visitor.get(path);
    expect(rowsOff()).toEqual([]);
    await visitor.submit({ what: "topic" });
    expect(visitor.page.html).toContain("You won’t get emails about new requests (Norrland Chairs) any more.");
    expect(rowsOff()).toMatchObject([{ email: town.sam.email, topic: "desk", offVia: "link" }]);
    asked();
    expect(await told()).toEqual(["request-new mira"]);
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    expect((await sam.get("/staff/settings/mails")).html).toContain("Turned off by a link in an email");
    await visitor.submit({ what: "topic" });
    expect(rowsOff()).toEqual([]);
  });

  it("ends the week in figures by one click in the mail program, and nothing else", async () => {
    const leave = { topic: "insights", who: markOfStaff(town.sam.email) } as const;
    const answer = await town.fetch(`/u/${leaveToken(town.config.secrets, leave)}`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: "https://mail.google.com" },
      body: "List-Unsubscribe=One-Click",
    });
    expect(answer.status).toBe(200);
    expect(rowsOff()).toMatchObject([{ email: town.sam.email, topic: "insights", offVia: "link" }]);
  });

  it("is told nothing by a link of somebody who left the company", async () => {
    const path = (email: string) => `/u/${leaveToken(town.config.secrets, { topic: "desk", who: markOfStaff(email) })}`;
    expect([(await town.fetch(path(mira))).status, (await town.fetch(path("eva@norrland.example"))).status]).toEqual([
      200, 410,
    ]);
  });
});

describe("where nobody wants a topic any more", () => {
  it("what customers ask goes where all mail to the company goes, whoever has that address", async () => {
    town.close();
    await postmark.close();
    await open({ SUPPORT_EMAIL: "sam@norrland.example" });
    for (const email of [mira, town.sam.email])
      chooseForStaff(town.system, email, { topic: "desk", isOff: true }, "page", town.now());
    asked();
    expect(await told()).toEqual(["request-new sam"]);
  });
});

it("keeps what staff chose before they could choose by topic", () => {
  const sqlite = new Database(":memory:");
  const at = migrations.findIndex(({ name }) => name.endsWith("_staff_topics_off"));
  for (const { sql } of migrations.slice(0, at)) sqlite.exec(sql);
  sqlite.exec("insert into staff_mail_choices values ('sam@norrland.example', 1, 0), ('mira@norrland.example', 0, 0)");
  for (const { sql } of migrations.slice(at)) sqlite.exec(sql);
  const kept = sqlite.prepare("select email || ' ' || topic from staff_topics_off order by 1").pluck().all();
  expect(kept).toEqual([`${mira} desk`, `${mira} desk-replies`, "sam@norrland.example desk-replies"]);
  sqlite.close();
});
