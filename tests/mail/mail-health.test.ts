import { SMTPServer } from "smtp-server";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { addPayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { auditLog, people } from "#db/schema/organizations.ts";
import { waitedInBackup } from "#db/outbox.ts";
import { outbox } from "#db/schema/mail.ts";
import { claim } from "#app/mail/claim.ts";
import { mailWorker } from "#app/workers.ts";
import { foyer as run } from "#tests/cli/command.ts";
import { browserIn } from "#tests/http.ts";
import { plansOf } from "#tests/plans.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";
import { addMail, returned } from "./mail-rows.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

let server: SMTPServer;
let refusal: { at: "login" | "recipient"; code: number; words: string } | null;
let town: ReturnType<typeof openTown>;

beforeEach(async () => {
  refusal = null;
  const refuse = (at: "login" | "recipient") =>
    refusal?.at === at ? Object.assign(new Error(refusal.words), { responseCode: refusal.code }) : null;
  server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onAuth: ({ username }, _session, done) => done(refuse("login"), { user: username }),
    onRcptTo: (_address, _session, done) => done(refuse("recipient")),
    onData: (stream, _session, done) => stream.on("end", done).resume(),
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  town = openTown({ SMTP_URL: `smtp://me:secret@127.0.0.1:${(server.server.address() as AddressInfo).port}` });
});
afterEach(async () => {
  town.close();
  await new Promise<void>((closed) => server.close(closed));
});

let sent = 0;
function queue(recipient = town.ada.email, kind = "new-device") {
  const props = { browser: "Firefox on Linux", at: town.now() };
  return addMail(town, { kind, recipient, dedupeKey: `${kind}:${++sent}`, props }, { state: "new", sentAt: null });
}
const send = () => town.drain([mailWorker]);
const sam = () => browserIn(town, { cookie: town.signIn(town.sam.id) });
const health = async () => pageOf((await sam().get("/staff/health")).html).main.text;
const well = "Everything is working: emails are going out.";
const ready = async () => ((await (await town.fetch("/readyz")).json()) as { mail: unknown }).mail;

describe("the health of mails", () => {
  it("is all that the staff pages speak of where there is no Stripe", async () => {
    expect(await health()).toContain(well);
    const { main } = pageOf((await sam().get("/staff")).html);
    expect(main.text).toContain("Everything is working: emails are going out");
  });

  it("says how emails go where all is well, too: by what, what waits, what came back, and who hears what arrives", async () => {
    const email = async () => pageOf((await sam().get("/staff/health")).html).main.region("Email").text;
    expect(await email()).toBe(
      "Email Sent through Your SMTP server Last sent None yet Waiting to be sent None Bouncing No addresses in the last 14 days Deliveries Nobody tells us which emails arrive",
    );
    queue();
    await send();
    queue();
    addMail(town, { recipient: town.bo.email }, returned("HardBounce", town.now()));
    const said = await email();
    expect(said).toMatch(/Last sent .*10:00.* Waiting to be sent 1, the oldest since .*10:00/);
    expect(said).toContain("Bouncing 1 address in the last 14 days");
  });

  it("says when Postmark last told of a delivery", async () => {
    const env = { POSTMARK_SERVER_TOKEN: "token", POSTMARK_WEBHOOK_AUTH: "postmark:secret" };
    town.close();
    town = openTown(env);
    expect(await health()).toContain("Deliveries Postmark hasn’t told us of any in the last 14 days");
    addMail(town, {});
    expect(await health()).toMatch(
      /Sent through Postmark .* Postmark tells us\. The last email that arrived was sent .*10:00/,
    );
  });

  it("is red with the reason while the login is refused, and heals when mails go again", async () => {
    refusal = { at: "login", code: 535, words: "5.7.8 Authentication failed" };
    queue();
    expect(await health()).toContain(well);
    await send();
    expect(await health()).toMatch(
      /No emails have gone out since .*: 1 is waiting. Reason: AUTH PLAIN: 535 5.7.8 Authentication failed/,
    );
    expect(await ready()).toMatchObject({ waiting: 1, stoppedSince: new Date(town.now()).toISOString() });
    refusal = null;
    town.pass(15 * minute);
    await send();
    expect(await health()).toContain(well);
    expect(await ready()).toBeNull();
  });

  it("is red while nobody answers", async () => {
    await new Promise<void>((closed) => server.close(closed));
    queue();
    await send();
    expect(await health()).toMatch(/No emails have gone out since .*Reason: connect ECONNREFUSED/);
  });

  it("is red where the oldest mail is due for more than five minutes, though nothing failed", async () => {
    queue();
    town.pass(5 * minute);
    expect(await health()).toContain(well);
    town.pass(minute);
    expect(await health()).toMatch(/No emails have gone out since .*: 1 is waiting/);
  });

  it("is red where all fail for good, for a day; one that fails between others only counts", async () => {
    refusal = { at: "recipient", code: 550, words: "5.1.1 No such user" };
    queue();
    await send();
    expect(await health()).toMatch(/No emails have gone out since .*Reason: RCPT TO: 550 5.1.1 No such user/);
    refusal = null;
    town.pass(minute);
    queue(town.bo.email);
    await send();
    const text = await health();
    expect(text).not.toContain("No mail goes out");
    expect(text).toContain("1 email couldn’t be delivered");
    town.pass(day);
    expect(await health()).toContain(well);
  });

  it("is well while one mail waits for its own recipient and others go", async () => {
    refusal = { at: "recipient", code: 550, words: "5.7.1 Not from you" };
    queue();
    await send();
    expect(await health()).toMatch(/No emails have gone out since .*Reason: RCPT TO: 550 5.7.1 Not from you/);
    refusal = null;
    town.pass(10);
    queue(town.bo.email);
    await send();
    refusal = { at: "recipient", code: 550, words: "5.7.1 Not from you" };
    town.pass(15 * minute);
    await send();
    expect(await health()).toContain(well);
  });

  it("is found by indexes of what waits and failed, never by reading all mails: anybody may ask", async () => {
    queue();
    town.pass(6 * minute);
    const asked = await plansOf(town, () => ready());
    expect(asked.filter((line) => line.includes("outbox"))).not.toEqual([]);
    expect(asked.filter((line) => /SCAN outbox(?! USING (COVERING )?INDEX outbox_(due|waits))/.test(line))).toEqual([]);
    const claiming = await plansOf(town, () => claim(town.system, town.now(), 20));
    expect(claiming).toEqual([
      "SEARCH outbox USING INDEX outbox_due_codes (not_before<?)",
      "SEARCH outbox USING INDEX outbox_due (not_before<?)",
    ]);
  });

  it("holds for a second where programs ask", async () => {
    await ready();
    queue();
    town.pass(6 * minute);
    expect(await ready()).toMatchObject({ waiting: 1 });
    await send();
    expect(await plansOf(town, () => ready())).toEqual([]);
    expect(await ready()).toMatchObject({ waiting: 1 });
    town.pass(1_000);
    expect(await ready()).toBeNull();
  });

  it("does not take a mail for stopped that waits for its file", async () => {
    const waits = { state: "new", attempts: 3, error: null, sentAt: null, notBefore: town.now() + minute } as const;
    addMail(town, {}, waits);
    expect(await health()).toContain(well);
  });
});

describe("addresses that mails come back from", () => {
  const comeBack = (recipient: string) => addMail(town, { recipient }, returned("SoftBounce", town.now()));
  const move = (from: string, email: string) =>
    town.system.db.update(people).set({ email }).where(eq(people.email, from)).run();

  it("are counted once each for 14 days", async () => {
    for (let n = 0; n < 3; n++) comeBack(town.ada.email);
    expect(await health()).toContain("Emails to 1 address bounce");
    town.pass(7 * day);
    comeBack(town.bo.email);
    expect(await health()).toContain("Emails to 2 addresses bounce");
    town.pass(7 * day);
    expect(await health()).toContain("Emails to 1 address bounce");
    town.pass(7 * day);
    expect(await health()).not.toContain("bounce");
  });

  it("heal by a mail that is sent there later and delivered, not by one that was sent before", async () => {
    addMail(town, {});
    town.pass(minute);
    comeBack(town.ada.email);
    expect(await health()).toContain("Emails to 1 address bounce");
    town.pass(minute);
    addMail(town, { recipient: town.bo.email });
    addMail(town, {}, { state: "sent" });
    expect(await health()).toContain("Emails to 1 address bounce");
    addMail(town, {});
    expect(await health()).toContain(well);
  });

  it("heal where they are nobody's any more", async () => {
    comeBack(town.ada.email);
    comeBack("otto@tax.example");
    expect(await health()).toContain("Emails to 1 address bounce");
    move(town.ada.email, "ada@new.example");
    expect(await health()).toContain(well);
    addPayablesAddress(town.system.within(town.acme), "otto@tax.example", town.bo.id, town.now());
    expect(await health()).toContain("Emails to 1 address bounce");
  });

  it("are found by when they came back", async () => {
    comeBack(town.ada.email);
    const asked = await plansOf(town, () => health());
    const plans = asked.filter((line) => /outbox|delivered/.test(line));
    expect(plans.filter((line) => /SCAN/.test(line) && !/USING (COVERING )?INDEX/.test(line))).toEqual([]);
    expect(plans.some((line) => /outbox_returned/.test(line))).toBe(true);
  });
});

describe("foyer mail test", () => {
  const foyer = (words: string, env: Record<string, string> = {}) => {
    const { smtpUrl } = town.config.mail;
    const set = { APP_URL: town.config.appUrl, MAIL_FROM: town.config.mail.from, SMTP_URL: smtpUrl!, ...env };
    return run(words.split(" "), { env: set, now: town.now });
  };

  it("sends one mail now, past the outbox, and says who took it", async () => {
    const { code, out, err } = await foyer("mail test Ada@acme.example");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^127\.0\.0\.1:\d+ accepted the email from billing@norrland\.example to ada@acme\.example\./);
    expect(town.system.db.select().from(outbox).all()).toEqual([]);
  });

  it("says in one line what the server says where it does not go, and nothing secret", async () => {
    refusal = { at: "login", code: 535, words: "5.7.8 Authentication failed for secret" };
    const { code, out, err } = await foyer("mail test ada@acme.example");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(
      /^Not sent by 127\.0\.0\.1:\d+: AUTH PLAIN: 535 5\.7\.8 Authentication failed for …\. Check the user and password in SMTP_URL/,
    );
  });

  it.each([
    ["mail test ada", {}, 1, '"ada" is not an email address\n'],
    [
      "mail test ada@acme.example",
      { SMTP_URL: "" },
      1,
      "There is no way to send email: set POSTMARK_SERVER_TOKEN or SMTP_URL\n",
    ],
    ["mail test ada@acme.example", { SMTP_URL: "mail" }, 1, "SMTP_URL must be like"],
    ["mail test", {}, 2, ""],
    ["mail test ada@acme.example bo@acme.example", {}, 2, ""],
  ] as const)("%s with %j ends with %i", async (words, env, code, said) => {
    const ended = await foyer(words, env);
    expect(ended).toMatchObject({ code, err: expect.stringContaining(said) as string, out: "" });
  });
});

describe("a mail that failed", () => {
  it("stands on the health page with the server's words, and is sent again once, which the log keeps", async () => {
    refusal = { at: "recipient", code: 550, words: "5.1.1 Unknown <ada@acme.example>" };
    const id = queue();
    queue(town.bo.email, "carrier-pigeon");
    await send();
    const browser = sam();
    const row = pageOf((await browser.get("/staff/health")).html).main.row("ada@acme.example");
    expect(row.text).toContain("RCPT TO: 550 5.1.1 Unknown <…>");
    refusal = null;
    town.pass(4 * day);
    const action = `/staff/mails/${id}/again`;
    const page = await browser.get("/staff/health");
    expect(
      pageOf(page.html).main.all("button", "Send again: You signed in from a new browser to ada@acme.example"),
    ).toHaveLength(1);
    const first = await browser.submit({}, { action });
    expect(first).toMatchObject({ url: "/staff/health", status: 200 });
    expect(first.html).toContain("The email to ada@acme.example is being sent again");
    expect((await browser.post(action, {})).html).toContain("is already on its way");
    await send();
    const mail = town.system.db
      .select()
      .from(outbox)
      .all()
      .find((one) => one.id === id);
    expect(mail).toMatchObject({ state: "sent", attempts: 1, error: null, endedAt: null });
    const deeds = town.system.db.select().from(auditLog).all();
    expect(deeds).toMatchObject([{ actor: town.sam.email, action: "mail.sent-again", subject: town.ada.email }]);
    expect((await browser.get("/staff/log")).html).toContain("Failed email sent again");
  });

  it("is also one that waited in a backup, which no mail server can be asked about: staff send it", async () => {
    const waited = { state: "new", sentAt: null, doubtful: true, error: waitedInBackup } as const;
    const kind = "new-device";
    const id = addMail(town, { kind, props: { browser: "Firefox on Linux", at: town.now() } }, waited);
    town.pass(minute);
    await send();
    const browser = sam();
    const page = pageOf((await browser.get("/staff/health")).html).main;
    expect(page.row("ada@acme.example").text).toContain("waiting when the backup was made");
    expect(page.text).not.toContain("No mail goes out");
    await browser.submit({}, { action: `/staff/mails/${id}/again` });
    await send();
    expect(town.system.db.select().from(outbox).all()).toMatchObject([{ id, state: "sent", attempts: 1 }]);
  });

  it("is sent again with all that have the same reason, by one press", async () => {
    const failed = (error: string) => ({ state: "failed", endedAt: town.now(), sentAt: null, error }) as const;
    for (let n = 0; n < 30; n++) addMail(town, { recipient: `refused-${n}@acme.example` }, failed("550 5.7.1 Refused"));
    const other = addMail(town, {}, failed("550 5.1.1 Unknown"));
    town.pass(minute);
    const newest = addMail(town, { kind: "new-device", recipient: town.bo.email }, failed("550 5.7.1 Refused"));
    const browser = sam();
    const page = pageOf((await browser.get("/staff/health")).html);
    expect(page.all("button", /^Send all with this reason again/)).toHaveLength(1);
    const action = `/staff/mails/${newest}/again`;
    const first = await browser.post(action, { alike: "yes" });
    expect(first.html).toContain("31 emails are being sent again");
    const states = town.system.db.select().from(outbox).all();
    expect(states.filter(({ state }) => state === "failed").map(({ id }) => id)).toEqual([other]);
    expect(town.system.db.select().from(auditLog).all()).toHaveLength(31);
    expect((await browser.post(action, { alike: "yes" })).html).toContain("already on its way");
  });

  it("is no code, none that came back, and nobody's but the staff's to send again", async () => {
    const failed = { state: "failed", endedAt: town.now(), sentAt: null, error: "550" } as const;
    const code = addMail(town, { kind: "sign-in", recipient: town.ben.email }, failed);
    const bounced = addMail(town, { recipient: town.abe.email }, returned("HardBounce", town.now()));
    const mine = addMail(town, { recipient: town.ada.email }, failed);
    const browser = sam();
    const { html } = await browser.get("/staff/health");
    for (const email of [town.ben.email, town.abe.email]) expect(html).not.toContain(email);
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    expect((await ada.post(`/staff/mails/${mine}/again`, {})).status).toBe(404);
    for (const id of [code, bounced]) await browser.post(`/staff/mails/${id}/again`, {});
    const states = town.system.db
      .select()
      .from(outbox)
      .all()
      .map(({ state }) => state);
    expect(states.sort()).toEqual(["bounced", "failed", "failed"]);
  });
});
