import { ServerClient } from "postmark";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startReceiver } from "../http/receiver.ts";
import { codeOf, linksOf, startPostmark, type PostmarkStandIn } from "./server.ts";

const NOW = Date.UTC(2026, 10, 2, 9);
let postmark: PostmarkStandIn;
let client: ServerClient;

beforeEach(async () => {
  postmark = await startPostmark({ now: () => NOW });
  client = clientWith(postmark.token);
});

afterEach(() => postmark.close());

function clientWith(token: string, timeout = 5) {
  return new ServerClient(token, { useHttps: false, requestHost: postmark.url.replace("http://", ""), timeout });
}

function letter(more: object = {}) {
  return {
    From: "Portal <portal@foyer.test>",
    To: "Ada <ada@acme.test>",
    Subject: "Invoice INV-1042",
    TextBody: "Your code: 123456\n\nhttp://portal.test/l/abc?x=1\n\nThank you",
    MessageStream: "outbound",
    Tag: "invoice-ready",
    Metadata: { outbox_id: "42" },
    ...more,
  };
}

describe("sending", () => {
  test("keeps the mail and answers with its id", async () => {
    const answer = await client.sendEmail(letter());
    expect(answer).toMatchObject({ ErrorCode: 0, Message: "OK", To: "Ada <ada@acme.test>" });
    expect(new Date(answer.SubmittedAt).getTime()).toBe(NOW);
    expect(postmark.sent).toMatchObject([{ MessageID: answer.MessageID, Tag: "invoice-ready", sentAt: NOW }]);
    expect(linksOf(postmark.sent[0]!)).toEqual(["http://portal.test/l/abc?x=1"]);
    expect(codeOf(postmark.sent[0]!)).toBe("123456");
  });

  test("refuses a wrong token", async () => {
    await expect(clientWith("wrong").sendEmail(letter())).rejects.toMatchObject({
      name: "InvalidAPIKeyError",
      code: 10,
      statusCode: 401,
    });
  });

  test.for([
    [{ To: "not an address" }, "Invalid 'To' address"],
    [{ To: "" }, "Zero recipients specified"],
    [{ From: "" }, "Invalid 'From' address"],
    [{ TextBody: "" }, "Provide either email TextBody or HtmlBody or both."],
    [{ Metadata: { a_name_longer_than_20_letters: "x" } }, "is too long"],
  ] as const)("refuses what cannot be sent: %o", async ([fault, message]) => {
    await expect(client.sendEmail(letter(fault))).rejects.toMatchObject({
      code: 300,
      statusCode: 422,
      message: expect.stringContaining(message),
    });
    expect(postmark.sent).toEqual([]);
  });

  test("does not send to an address that bounced, until it is reactivated", async () => {
    const { MessageID } = await client.sendEmail(letter());
    await postmark.bounce(MessageID);
    await expect(client.sendEmail(letter())).rejects.toMatchObject({ code: 406, recipients: ["ada@acme.test"] });
    postmark.reactivate("Ada@acme.test");
    expect(await client.sendEmail(letter())).toMatchObject({ ErrorCode: 0 });
  });

  test("answers a batch one by one", async () => {
    postmark.refuse("bo@acme.test", 406, "Bo is inactive.");
    const answers = await client.sendEmailBatch([letter(), letter({ To: "bo@acme.test" }), letter({ To: "nobody" })]);
    expect(answers.map((answer) => answer.ErrorCode)).toEqual([0, 406, 300]);
    expect(postmark.sent).toHaveLength(1);
  });
});

describe("asking what was sent", () => {
  test("finds a mail by metadata, recipient and tag", async () => {
    for (const id of ["41", "42", "43"]) await client.sendEmail(letter({ Metadata: { outbox_id: id } }));
    const found = await client.getOutboundMessages({ metadata_outbox_id: "42", recipient: "ADA@acme.test" });
    expect(found).toMatchObject({ TotalCount: 1, Messages: [{ Metadata: { outbox_id: "42" }, Status: "Sent" }] });
    expect(await client.getOutboundMessages({ tag: "receipt" })).toMatchObject({ TotalCount: 0, Messages: [] });
    expect((await client.getOutboundMessages({ count: 1, offset: 1 })).Messages[0]!.Metadata.outbox_id).toBe("42");
    const details = await client.getOutboundMessageDetails(found.Messages[0]!.MessageID);
    expect(details.TextBody).toContain("Your code");
  });

  test("knows when there is no such mail", async () => {
    await expect(client.getOutboundMessageDetails("none")).rejects.toMatchObject({ code: 701 });
  });
});

describe("what goes wrong", () => {
  test("too many, a broken server, and HTML in place of an answer", async () => {
    postmark.faults.rateLimit();
    await expect(client.sendEmail(letter())).rejects.toMatchObject({ name: "RateLimitExceededError", statusCode: 429 });
    postmark.faults.status(503);
    await expect(client.sendEmail(letter())).rejects.toMatchObject({ statusCode: 503 });
    postmark.faults.html();
    expect(await client.sendEmail(letter())).toEqual(expect.stringContaining("<html>"));
    expect(postmark.sent).toEqual([]);
  });

  test("a mail may be accepted though the answer never arrives", async () => {
    postmark.faults.hang(1, { path: "/email", after: true });
    await expect(clientWith(postmark.token, 0.1).sendEmail(letter())).rejects.toThrow("timeout");
    expect(await client.getOutboundMessages({ metadata_outbox_id: "42" })).toMatchObject({ TotalCount: 1 });
  });
});

describe("waiting for a mail", () => {
  test("resolves when it comes", async () => {
    const waiting = postmark.waitFor((mail) => mail.Metadata.outbox_id === "43");
    await client.sendEmail(letter());
    await client.sendEmail(letter({ Metadata: { outbox_id: "43" } }));
    expect(await waiting).toMatchObject({ Metadata: { outbox_id: "43" } });
  });

  test("passes over earlier mails where asked, and says what there is when none comes", async () => {
    await client.sendEmail(letter());
    expect(await postmark.waitFor(() => true)).toBe(postmark.sent[0]);
    await expect(postmark.waitFor(() => true, { after: 1, timeoutMs: 20 })).rejects.toThrow(
      "no such mail within 20 ms; there are 1: invoice-ready to Ada <ada@acme.test>: Invoice INV-1042",
    );
  });
});

describe("telling what became of a mail", () => {
  test("posts deliveries, bounces, complaints and changes with basic authentication", async () => {
    const receiver = await startReceiver();
    postmark.tellTo({ url: receiver.url, auth: "hook:secret" });
    const { MessageID } = await client.sendEmail(letter());
    expect(await postmark.delivered(MessageID)).toBe(200);
    await postmark.bounce(MessageID, { type: "SoftBounce" });
    expect(postmark.inactive.size).toBe(0);
    await postmark.complain(MessageID);
    await postmark.changeSubscription(MessageID, { suppress: false });
    expect(postmark.inactive.size).toBe(0);
    const about = { MessageID, Metadata: { outbox_id: "42" } };
    expect(receiver.json()).toMatchObject([
      { ...about, RecordType: "Delivery", Recipient: "ada@acme.test" },
      { ...about, RecordType: "Bounce", Type: "SoftBounce", Email: "ada@acme.test", Inactive: false },
      { ...about, RecordType: "SpamComplaint", Email: "ada@acme.test" },
      { ...about, RecordType: "SubscriptionChange", SuppressSending: false, SuppressionReason: null },
    ]);
    const basic = `Basic ${Buffer.from("hook:secret").toString("base64")}`;
    expect(receiver.received.map(({ headers }) => headers.authorization)).toEqual([basic, basic, basic, basic]);
    await receiver.close();
  });

  test("tells of deliveries by itself where asked", async () => {
    const receiver = await startReceiver();
    const eager = await startPostmark({ webhook: { url: receiver.url }, deliversByItself: true });
    const own = new ServerClient(eager.token, { useHttps: false, requestHost: eager.url.replace("http://", "") });
    await own.sendEmail(letter());
    await eager.told();
    expect(receiver.json()).toMatchObject([{ RecordType: "Delivery" }]);
    await eager.close();
    await receiver.close();
  });
});

test("people see the mails, with nothing in them that runs", async () => {
  await client.sendEmail(letter({ Subject: "<script>alert(1)</script>", HtmlBody: "<p>Hello</p>" }));
  const page = await (await fetch(postmark.url)).text();
  expect(page).toContain("1 mail");
  expect(page).toContain("&lt;script&gt;");
  expect(page).not.toContain("<script>");
  expect(page).toContain('<a href="http://portal.test/l/abc?x=1">');
});
