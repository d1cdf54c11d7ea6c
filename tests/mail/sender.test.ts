import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outbox, suppressions } from "#db/schema/mail.ts";
import { sendAgain } from "#app/company/failed-mails.ts";
import { staffOf } from "#db/tenant.ts";
import { queueMail, type QueuedMail } from "#db/outbox.ts";
import { mailWorker } from "#app/workers.ts";
import { codeOf, linksOf, startPostmark, type PostmarkStandIn } from "#tests/fakes/postmark/server.ts";
import { addInvoice } from "#tests/rows.ts";
import { monday, openTown } from "#tests/world.ts";

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const token = "a-raw-sign-in-token-that-must-not-stay-anywhere";

let postmark: PostmarkStandIn;
let town: ReturnType<typeof openTown>;

beforeEach(async () => {
  postmark = await startPostmark({ now: () => monday });
  town = openTown({ POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.url, SMTP_URL: "" });
});
afterEach(async () => {
  town.close();
  await postmark.close();
});

const send = () => town.drain([mailWorker]);
const row = (id: string | null) => town.system.db.select().from(outbox).where(eq(outbox.id, id!)).get()!;

function queue(mail: Partial<QueuedMail> = {}) {
  const recipient = mail.recipient ?? town.ada.email;
  return queueMail(
    town.system,
    {
      kind: "sign-in",
      recipient,
      dedupeKey: `sign-in:1:${recipient}`,
      props: { browser: "Firefox on Linux", askedAt: town.now(), at: town.now(), codeMinutes: 10, linkMinutes: 15 },
      secret: { token, code: "042917" },
      ...mail,
    },
    town.now(),
  );
}

describe("a mail", () => {
  it("goes out once, with what Postmark needs to tell us of it", async () => {
    const id = queue();
    await send();
    await send();
    expect(postmark.sent).toHaveLength(1);
    expect(postmark.sent[0]).toMatchObject({
      From: '"Norrland Chairs" <billing@norrland.example>',
      To: "ada@acme.example",
      ReplyTo: "help@norrland.example",
      Tag: "sign-in",
      Metadata: { outbox_id: id },
      MessageStream: "outbound",
      TrackOpens: false,
      TrackLinks: "None",
    });
    expect(codeOf(postmark.sent[0]!)).toBe("042917");
    expect(linksOf(postmark.sent[0]!)[0]).toBe(`https://portal.example/sign-in/link?token=${token}`);
    expect(postmark.sent[0]!.Subject).toBe("042917 is your code for Norrland Chairs");
    expect(row(id)).toMatchObject({ state: "sent", providerMessageId: postmark.sent[0]!.MessageID, leaseOwner: null });
  });

  it("is queued once for one key", () => {
    expect(queue()).not.toBeNull();
    expect(queue()).toBeNull();
  });

  it("leaves no secret behind: not in the row, not in the log", async () => {
    const id = queue();
    await send();
    expect(row(id).sealed).toBeNull();
    expect(JSON.stringify(row(id))).not.toContain("042917");
    const log = town.logLines.join("");
    for (const hidden of [token, "042917", town.ada.email]) expect(log).not.toContain(hidden);
  });

  it("keeps the subject it went out with, but not one with a code", async () => {
    const ids = [queue(), queue({ kind: "new-device", dedupeKey: "new-device:1", secret: undefined })];
    expect(ids.map((id) => row(id).subject)).toEqual([null, null]);
    await send();
    expect(ids.map((id) => row(id).subject)).toEqual([null, "New sign-in to Norrland Chairs"]);
  });

  it("that nobody can use any more is not sent", async () => {
    const id = queue();
    town.pass(16 * minute);
    await send();
    expect(postmark.sent).toHaveLength(0);
    expect(row(id)).toMatchObject({ state: "dropped", sealed: null });
  });

  it("of an unknown kind waits for a version that knows it", async () => {
    const id = queue({ kind: "carrier-pigeon" });
    await send();
    expect(row(id).state).toBe("new");
    expect(row(id).error).toContain("carrier-pigeon");
  });

  it("to what is not one address is refused by ourselves", async () => {
    const ids = ["a@x.example,b@x.example", "a@x.example\r\nBcc: b@x.example", "Ada <a@x.example>"].map((recipient) =>
      queue({ recipient }),
    );
    await send();
    expect(postmark.requests).toEqual([]);
    expect(ids.map((id) => row(id).state)).toEqual(["failed", "failed", "failed"]);
  });

  it("somebody waits for goes before the rest", async () => {
    for (let n = 0; n < 25; n++) queue({ kind: "new-device", dedupeKey: `new-device:${n}`, secret: undefined });
    queue();
    await mailWorker.run(town.portal);
    expect(postmark.sent.some((mail) => mail.Tag === "sign-in")).toBe(true);
  });
});

describe("trouble at Postmark", () => {
  it("too many requests: again after a pause, without asking", async () => {
    postmark.faults.rateLimit(1);
    const id = queue();
    await send();
    expect(row(id)).toMatchObject({ state: "new", doubtful: false, attempts: 1 });
    expect(row(id).notBefore).toBeGreaterThan(town.now());
    town.pass(2 * second);
    await send();
    expect(row(id).state).toBe("sent");
    expect(postmark.requests.filter(({ path }) => path === "/messages/outbound")).toEqual([]);
  });

  it("a server error after it took the mail: asked, and not sent twice", async () => {
    postmark.faults.status(503, 1, { path: "/email", after: true });
    const id = queue();
    await send();
    expect(row(id)).toMatchObject({ state: "new", doubtful: true });
    town.pass(10 * second);
    await send();
    expect(postmark.sent).toHaveLength(1);
    expect(row(id)).toMatchObject({ state: "sent", providerMessageId: postmark.sent[0]!.MessageID, sealed: null });
  });

  it("a server error before it took the mail: asked, then sent", async () => {
    postmark.faults.status(500, 1, { path: "/email" });
    const id = queue();
    await send();
    town.pass(10 * second);
    await send();
    expect(postmark.sent).toHaveLength(1);
    expect(row(id).state).toBe("sent");
  });

  it("a connection cut off: the same", async () => {
    postmark.faults.reset(1, { path: "/email", after: true });
    const id = queue();
    await send();
    expect(row(id)).toMatchObject({ state: "new", doubtful: true });
    town.pass(10 * second);
    await send();
    expect(postmark.sent).toHaveLength(1);
    expect(row(id).state).toBe("sent");
  });

  it("a 200 that is no receipt: not believed", async () => {
    postmark.faults.html(1, { path: "/email" });
    const id = queue();
    await send();
    expect(row(id)).toMatchObject({ state: "new", doubtful: true });
    town.pass(10 * second);
    await send();
    expect(row(id).state).toBe("sent");
    expect(postmark.sent).toHaveLength(1);
  });

  it("nobody to ask: waits, however long, rather than send twice", async () => {
    postmark.faults.status(500, 1, { path: "/email", after: true });
    postmark.faults.status(500, 3, { path: "/messages/outbound" });
    const id = queue({ kind: "new-device", secret: undefined });
    for (let n = 0; n < 6; n++) {
      await send();
      town.pass(minute);
    }
    expect(row(id).state).toBe("sent");
    expect(postmark.sent).toHaveLength(1);
  });

  it("a process that died in the middle: asked once its lease is over", async () => {
    const id = queue();
    await send();
    const { providerMessageId } = row(id);
    const lost = { state: "sending", leaseOwner: "dead", leaseUntil: town.now() + minute, sealed: null } as const;
    town.system.db.update(outbox).set(lost).where(eq(outbox.id, id!)).run();
    await send();
    expect(row(id).state).toBe("sending");
    town.pass(minute + 1);
    await send();
    expect(row(id)).toMatchObject({ state: "sent", providerMessageId });
    expect(postmark.sent).toHaveLength(1);
  });

  it("a token that Postmark refuses costs no mail: it goes once the token is mended", async () => {
    postmark.faults.unauthorized(1);
    const id = queue();
    await send();
    expect(row(id)).toMatchObject({ state: "new", doubtful: false });
    expect(row(id).error).toContain("401");
    town.pass(2 * second);
    await send();
    expect(row(id).state).toBe("sent");
  });

  it("a refused mail is not tried again", async () => {
    postmark.refuse(town.ada.email, 300, "Invalid 'To' address");
    const id = queue();
    await send();
    town.pass(60 * minute);
    await send();
    expect(row(id)).toMatchObject({ state: "failed", sealed: null, attempts: 1 });
    expect(row(id).error).toContain("300");
  });

  it("three days of it: given up", async () => {
    const id = queue({ kind: "new-device", secret: undefined });
    postmark.faults.status(500, 1_000);
    for (let n = 0; n < 100; n++) {
      await send();
      town.pass(60 * minute);
    }
    expect(row(id).state).toBe("failed");
  });

  it("given up and sent again by staff: asked, and not sent twice", async () => {
    postmark.faults.status(503, 1, { path: "/email", after: true });
    postmark.faults.status(503, 1, { path: "/messages/outbound" });
    const id = queue({ kind: "new-device", secret: undefined });
    await send();
    town.pass(4 * day);
    await send();
    expect(row(id)).toMatchObject({ state: "failed" });
    expect(sendAgain(staffOf(town.connection, town.sam.email), id!, town.now())).toEqual([town.ada.email]);
    await send();
    expect(row(id)).toMatchObject({ state: "sent", providerMessageId: postmark.sent[0]!.MessageID });
    expect(postmark.sent).toHaveLength(1);
  });

  it("sent again by staff: tells when it was, and is tried for three more days", async () => {
    const props = { from: "ada@old.example", to: town.ada.email };
    const id = queue({ kind: "email-changed", props, secret: undefined });
    town.system.db.update(outbox).set({ state: "failed", error: "300", endedAt: town.now() }).run();
    town.pass(4 * day);
    sendAgain(staffOf(town.connection, town.sam.email), id!, town.now());
    postmark.faults.rateLimit(1, { path: "/email" });
    await send();
    expect(row(id)).toMatchObject({ state: "new", createdAt: monday });
    town.pass(2 * day);
    await send();
    expect(postmark.sent[0]!.TextBody).toContain("23 November 2026");
  });

  it("an inactive address is suppressed, and gets sign-in mails only", async () => {
    postmark.inactive.add(town.ada.email);
    const invoice = addInvoice(town, town.acme, { number: "INV-1" });
    const ready = { kind: "invoice-ready", props: { invoiceId: invoice }, orgId: town.acme, secret: undefined };
    const first = queue({ ...ready, dedupeKey: "one" });
    await send();
    expect(row(first).state).toBe("suppressed");
    expect(town.system.db.select().from(suppressions).all()).toMatchObject([{ email: town.ada.email }]);
    postmark.reactivate(town.ada.email);
    const second = queue({ ...ready, dedupeKey: "two" });
    const signIn = queue();
    await send();
    expect(row(second).state).toBe("suppressed");
    expect(row(signIn).state).toBe("sent");
  });

  it("in a batch each answer counts for its own mail", async () => {
    postmark.inactive.add(town.bo.email);
    postmark.refuse(town.ann.email, 300);
    postmark.refuse(town.abe.email, 429);
    const people = [town.ada, town.bo, town.ann, town.abe, town.zoe];
    const ids = people.map(({ email }) => queue({ recipient: email }));
    await send();
    expect(postmark.requests.filter(({ path }) => path === "/email/batch")).toHaveLength(1);
    expect(ids.map((id) => row(id).state)).toEqual(["sent", "suppressed", "failed", "new", "sent"]);
    for (const mail of postmark.sent) expect(row(mail.Metadata.outbox_id!).recipient).toBe(mail.To);
  });

  it("a batch that is refused whole is sent mail by mail", async () => {
    postmark.faults.notFound(1, { path: "/email/batch" });
    const ids = [town.ada, town.zoe].map(({ email }) => queue({ recipient: email }));
    await send();
    expect(ids.map((id) => row(id).state)).toEqual(["sent", "sent"]);
  });
});
