import { eq } from "drizzle-orm";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outbox, suppressions } from "#db/schema/mail.ts";
import { queueMail } from "#db/outbox.ts";
import { mailWorker } from "#app/workers.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { ask, leave } from "#tests/requests/request-rows.ts";
import type { SentMail } from "#tests/fakes/postmark/accepting.ts";
import { inboundMail } from "#tests/fakes/postmark/inbound-payload.ts";
import { startPostmark, type PostmarkStandIn } from "#tests/fakes/postmark/server.ts";
import {
  bounce,
  click,
  complaint,
  delivery,
  opening,
  subscriptionChange,
  unsubscribeRequest,
} from "#tests/fakes/postmark/webhooks.ts";
import { recordedFolder } from "#tests/recorded.ts";
import { openTown } from "#tests/world.ts";

const auth = "postmark:a-long-password";
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;

let postmark: PostmarkStandIn;
let town: ReturnType<typeof openTown>;

beforeEach(async () => {
  postmark = await startPostmark();
  town = openTown({
    POSTMARK_SERVER_TOKEN: postmark.token,
    POSTMARK_API_URL: postmark.url,
    POSTMARK_WEBHOOK_AUTH: auth,
    SMTP_URL: "",
  });
});
afterEach(async () => {
  town.close();
  await postmark.close();
});

async function tell(body: unknown, authorization: string | null = basic(auth)) {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (authorization) headers.Authorization = authorization;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return (await town.fetch("/webhooks/postmark", { method: "POST", headers, body: text })).status;
}

async function sentMail(recipient = town.ada.email) {
  const props = { browser: "Firefox on Linux", at: town.now() };
  queueMail(town.system, { kind: "new-device", recipient, dedupeKey: recipient, props }, town.now());
  await town.drain([mailWorker]);
  return postmark.sent.at(-1)!;
}
const row = () => town.system.db.select().from(outbox).get()!;
const suppressed = () => town.system.db.select().from(suppressions).all();
const told = (mail: { MessageID: string; Metadata: object }, rest: object) => ({
  MessageID: mail.MessageID,
  Metadata: mail.Metadata,
  Recipient: town.ada.email,
  ...rest,
});

describe("who may tell", () => {
  it.each([[null], [basic("postmark:wrong")], [basic("")], ["Bearer x"], [basic(`${auth}x`)]])(
    "not %s",
    async (header) => {
      expect(await tell({ RecordType: "Delivery" }, header)).toBe(403);
    },
  );
  it("nobody where nothing is configured", async () => {
    const other = openTown();
    const init = { method: "POST", headers: { Authorization: basic("") }, body: "{}" };
    expect((await other.fetch("/webhooks/postmark", init)).status).toBe(403);
    other.close();
  });
});

describe("what is told", () => {
  it("a delivery", async () => {
    const mail = await sentMail();
    expect(await tell(told(mail, { RecordType: "Delivery" }))).toBe(200);
    expect(row().state).toBe("delivered");
  });

  it("a delivery, told before the sender wrote down that it sent: and nothing is sent again", async () => {
    const mail = await sentMail();
    town.system.db.update(outbox).set({ state: "sending", leaseOwner: "slow", leaseUntil: 0 }).run();
    await tell(told(mail, { RecordType: "Delivery" }));
    town.pass(120_000);
    await town.drain([mailWorker]);
    expect(row().state).toBe("delivered");
    expect(postmark.sent).toHaveLength(1);
  });

  it("a hard bounce: no more to that address; the delivery told late changes nothing", async () => {
    const mail = await sentMail();
    const bounce = { RecordType: "Bounce", Type: "HardBounce", Inactive: true, Email: town.ada.email };
    expect(await tell(told(mail, bounce))).toBe(200);
    expect(await tell(told(mail, { RecordType: "Delivery" }))).toBe(200);
    expect(row()).toMatchObject({ state: "bounced", returnedFor: "HardBounce", returnedAt: town.now() });
    expect(suppressed()).toMatchObject([{ email: town.ada.email, reason: "HardBounce" }]);
  });

  it("a soft bounce is only a bounce, a delay not even that", async () => {
    const mail = await sentMail();
    await tell(told(mail, { RecordType: "Bounce", Type: "Transient", Email: town.ada.email }));
    expect(row().state).toBe("sent");
    await tell(told(mail, { RecordType: "Bounce", Type: "SoftBounce", Email: town.ada.email }));
    expect(row().state).toBe("bounced");
    expect(suppressed()).toEqual([]);
  });

  it("a complaint", async () => {
    await tell(told(await sentMail(), { RecordType: "SpamComplaint", Type: "SpamComplaint", Email: town.ada.email }));
    expect(suppressed()).toMatchObject([{ email: town.ada.email, reason: "SpamComplaint" }]);
    expect(row()).toMatchObject({ state: "sent", returnedFor: "SpamComplaint" });
  });

  it("an unsubscription, and its end", async () => {
    const mail = await sentMail();
    const change = { RecordType: "SubscriptionChange", SuppressSending: true, SuppressionReason: "ManualSuppression" };
    await tell(told(mail, change));
    expect(suppressed()).toMatchObject([{ email: town.ada.email, reason: "ManualSuppression" }]);
    await tell(told(mail, { ...change, SuppressSending: false, SuppressionReason: null }));
    expect(suppressed()).toEqual([]);
  });

  it("is matched by our id before Postmark's", async () => {
    await sentMail();
    const second = await sentMail(town.bo.email);
    const { Metadata } = second;
    await tell({ RecordType: "Delivery", MessageID: postmark.sent[0]!.MessageID, Metadata });
    const of = (email: string) => town.system.db.select().from(outbox).where(eq(outbox.recipient, email)).get()!.state;
    expect([of(town.ada.email), of(town.bo.email)]).toEqual(["sent", "delivered"]);
    await tell({ RecordType: "Delivery", MessageID: postmark.sent[0]!.MessageID, Metadata: {} });
    expect(of(town.ada.email)).toBe("delivered");
  });

  it.each([
    [{}],
    [[]],
    ["null"],
    [{ RecordType: 7 }],
    [{ RecordType: "Open", MessageID: "x" }],
    [{ RecordType: "Novelty" }],
  ])("unknown, and taken quietly: %j", async (body) => {
    expect(await tell(body)).toBe(200);
  });
  it("is JSON", async () => {
    expect(await tell("{")).toBe(400);
    expect(await tell("")).toBe(400);
  });
});

describe("an event with all that Postmark says in it", () => {
  it.each<[string, (mail: SentMail, at: number) => object, string, string[]]>([
    ["a delivery", (mail, at) => delivery(mail, at), "delivered", []],
    ["a hard bounce", (mail, at) => bounce(mail, at), "bounced", ["HardBounce"]],
    [
      "an address that is none",
      (mail, at) => bounce(mail, at, { type: "BadEmailAddress" }),
      "bounced",
      ["BadEmailAddress"],
    ],
    ["a full mailbox", (mail, at) => bounce(mail, at, { type: "SoftBounce" }), "bounced", []],
    ["a delay", (mail, at) => bounce(mail, at, { type: "Transient" }), "sent", []],
    ["a wish to hear no more", (mail) => unsubscribeRequest(mail), "sent", ["Unsubscribe"]],
    ["a complaint", (mail, at) => complaint(mail, at), "sent", ["SpamComplaint"]],
    ["a suppression", (mail, at) => subscriptionChange(mail, at), "sent", ["ManualSuppression"]],
    ["its end", (mail, at) => subscriptionChange(mail, at, { suppress: false }), "sent", []],
    ["an opening", opening, "sent", []],
    ["a click", (mail, at) => click(mail, at, "https://portal.example/"), "sent", []],
    ["a mail that came in", () => inboundMail({ from: "a@b.example", to: "c@d.example", text: "Hello" }), "sent", []],
  ])("%s", async (_, make, state, reasons) => {
    const mail = await sentMail();
    expect(await tell(make(mail, town.now()))).toBe(200);
    expect(row().state).toBe(state);
    expect(suppressed().map(({ email, reason }) => [email, reason])).toEqual(
      reasons.map((one) => [town.ada.email, one]),
    );
    expect(town.logLines.join("")).not.toContain("failed");
  });
});

describe("an address that is full again and again", () => {
  const day = 24 * 60 * 60_000;
  const kindTo = async (kind: string, recipient: string) => {
    const props = { browser: "Firefox on Linux", at: town.now() };
    queueMail(town.system, { kind, recipient, dedupeKey: `${kind}:${recipient}:${town.now()}`, props }, town.now());
    await town.drain([mailWorker]);
  };
  const mailTo = async (recipient = town.ada.email) => {
    town.pass(60_000);
    await kindTo("new-device", recipient);
    return postmark.sent.at(-1)!;
  };
  const softBounce = async (recipient?: string, type = "SoftBounce") => {
    const mail = await mailTo(recipient);
    await tell(bounce(mail, town.now(), { type }));
    return mail;
  };
  const reasons = () => suppressed().map(({ email, reason }) => [email, reason]);

  it("is dead with the third mail within a week: what can be off stops, a new device is told of, nobody else is silenced", async () => {
    await softBounce();
    await softBounce(undefined, "DnsError");
    await softBounce(town.bo.email);
    expect(reasons()).toEqual([]);
    await softBounce();
    expect(reasons()).toEqual([[town.ada.email, "SoftBounce"]]);
    const before = postmark.sent.length;
    for (const email of [town.ada.email, town.bo.email]) await kindTo("address-tried", email);
    await mailTo();
    expect(postmark.sent.slice(before).map(({ To, Tag }) => [To, Tag])).toEqual([
      [town.bo.email, "address-tried"],
      [town.ada.email, "new-device"],
    ]);
  });

  it("counts each mail once, however often and however late it is told", async () => {
    const first = await softBounce();
    await softBounce();
    for (let n = 0; n < 3; n++) await tell(bounce(first, town.now(), { type: "SoftBounce" }));
    expect(reasons()).toEqual([]);
  });

  it("counts those of seven days", async () => {
    await softBounce();
    town.pass(4 * day);
    await softBounce();
    town.pass(3 * day);
    await softBounce();
    expect(reasons()).toEqual([]);
    await softBounce();
    expect(reasons()).toHaveLength(1);
  });

  it("begins anew after a mail that was sent since and delivered, not with one of before", async () => {
    const earlier = await mailTo();
    await softBounce();
    await softBounce();
    const delivered = await mailTo();
    await tell(delivery(delivered, town.now()));
    await softBounce();
    await softBounce();
    expect(reasons()).toEqual([]);
    await tell(delivery(earlier, town.now()));
    await softBounce();
    expect(reasons()).toHaveLength(1);
  });

  it("counts what is told before the sender wrote down that it sent", async () => {
    for (let n = 0; n < 3; n++) {
      const mail = await mailTo();
      const mine = eq(outbox.providerMessageId, mail.MessageID);
      town.system.db.update(outbox).set({ state: "sending", sentAt: null }).where(mine).run();
      await tell(bounce(mail, town.now(), { type: "SoftBounce" }));
    }
    expect(reasons()).toHaveLength(1);
  });

  it("does not count blocks, delays and policies: they tell of no mailbox", async () => {
    for (const type of ["Blocked", "Transient", "DMARCPolicy", "SpamNotification"])
      for (let n = 0; n < 3; n++) await softBounce(undefined, type);
    expect(reasons()).toEqual([]);
  });
});

it("the same hard bounce told again, after its address was made to work, stops nothing", async () => {
  const mail = await sentMail();
  await tell(bounce(mail, town.now()));
  town.system.db.delete(suppressions).run();
  await tell(bounce(mail, town.now()));
  expect(suppressed()).toEqual([]);
});

const recorded = recordedFolder("email/postmark");
if (recorded) {
  it.each(readdirSync(recorded).filter((name) => name.endsWith(".json")))("recorded: %s", async (name) => {
    expect(await tell(readFileSync(join(recorded, name), "utf8"))).toBe(200);
    expect(town.logLines.join("")).not.toContain("failed");
  });
}

it("brings a request that is nobody's back where its answer does not arrive, once", async () => {
  const author = { side: "customer", personId: null, email: "otto@tax.example", name: null } as const;
  const { id } = ask(town, null, author, { verified: false, via: "contact" });
  const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  const answer = async () => {
    await sam.get(`/staff/requests/${id}`);
    await sam.submit({ message: "On Monday." });
    await leave(town);
    await town.drain([mailWorker]);
    return postmark.sent.findLast(({ Tag }) => Tag === "request-reply")!;
  };
  const queued = async (queue: string) =>
    pageOf((await sam.get(`/staff/requests?queue=${queue}`)).html).hrefs.some((to) =>
      to.startsWith(`/staff/requests/${id}`),
    );
  const first = await answer();
  const bounce = told(first, { RecordType: "Bounce", Type: "SoftBounce" });
  expect([await queued("waiting"), await queued("needs-answer")]).toEqual([true, false]);
  town.pass(60_000);
  await tell(bounce);
  expect([await queued("waiting"), await queued("needs-answer")]).toEqual([false, true]);
  expect((await sam.get(`/staff/requests/${id}`)).html).toMatch(
    /didn’t reach otto@tax\.example[\s\S]*They can’t sign in to read it/,
  );
  await answer();
  await tell(bounce);
  expect(await queued("waiting")).toBe(true);
});
