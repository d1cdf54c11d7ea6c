import { createTransport } from "nodemailer";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startReceiver } from "../http/receiver.ts";
import { inboundMail } from "./inbound-payload.ts";
import { startPostmarkInbound, type PostmarkInbound } from "./inbound.ts";
import { retriesOfPostmark } from "./posting.ts";

let answers: number[];
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let inbound: PostmarkInbound;

beforeEach(async () => {
  answers = [];
  receiver = await startReceiver((index) => answers[index] ?? 200);
  inbound = await startPostmarkInbound({
    webhook: { url: `${receiver.url}/in`, auth: "postmark:secret" },
    retries: Array.from({ length: 10 }, () => 0),
    spf: (sender) => (sender.endsWith("@evil.example") ? "Fail" : "Pass"),
    includesRaw: true,
  });
});
afterEach(async () => {
  await inbound.close();
  await receiver.close();
});

const letter = {
  from: '"Ada, Acme" <ada@acme.example>',
  to: "in+7.abc@norrland.example",
  cc: "bo@acme.example",
  subject: "Grüße",
  text: "Where is my chair?",
  html: '<p>Where is my chair?</p><img src="cid:one@x">',
  attachments: [{ filename: "chair.png", content: Buffer.from([1, 2, 3]), cid: "one@x" }],
  envelope: { from: "ada@acme.example", to: "in+7.abc@norrland.example" },
  headers: { "Received-SPF": "Pass (made up) envelope-from=ada@acme.example" },
};
async function send(more: object = {}) {
  const smtp = createTransport(inbound.smtpUrl);
  await smtp.sendMail({ ...letter, ...more });
  smtp.close();
  await inbound.settled();
}

describe("a mail", () => {
  test("that comes by SMTP is posted as Postmark does", async () => {
    await send();
    const [posted] = receiver.json();
    expect(posted).toMatchObject({
      From: "ada@acme.example",
      FromFull: { Email: "ada@acme.example", Name: "Ada, Acme", MailboxHash: "" },
      ToFull: [{ Email: "in+7.abc@norrland.example", MailboxHash: "7.abc" }],
      CcFull: [{ Email: "bo@acme.example" }],
      OriginalRecipient: "in+7.abc@norrland.example",
      MailboxHash: "7.abc",
      Subject: "Grüße",
      TextBody: expect.stringContaining("Where is my chair?"),
      HtmlBody: expect.stringContaining("<img"),
      RawEmail: expect.stringContaining("Message-ID"),
      Attachments: [
        { Name: "chair.png", ContentType: "image/png", Content: "AQID", ContentID: "one@x", ContentLength: 3 },
      ],
    });
    expect(receiver.received[0]!.headers.authorization).toBe(
      `Basic ${Buffer.from("postmark:secret").toString("base64")}`,
    );
    expect(Object.keys(posted!)).toEqual(
      expect.arrayContaining(Object.keys(inboundMail({ from: "a@b.example", to: "c@d.example" }))),
    );
  });

  test("is posted once for each recipient of ours, with what was found of its server above what it brought", async () => {
    await send({ envelope: { from: "eve@evil.example", to: ["in@norrland.example", "in+7.abc@norrland.example"] } });
    const posted = receiver.json() as unknown as ReturnType<typeof inboundMail>[];
    expect(posted.map((one) => one.OriginalRecipient).sort()).toEqual([
      "in+7.abc@norrland.example",
      "in@norrland.example",
    ]);
    const verdicts = posted[0]!.Headers.filter(({ Name }) => Name === "Received-SPF").map(({ Value }) => Value);
    expect(verdicts).toEqual([
      expect.stringMatching(/^Fail .*envelope-from=eve@evil\.example/),
      letter.headers["Received-SPF"],
    ]);
    expect(new Set(posted.map((one) => one.MessageID)).size).toBe(2);
  });

  test("that comes by HTTP has one id, however often it comes", async () => {
    const raw = "From: ada@acme.example\r\nTo: in@norrland.example\r\nSubject: Hello\r\n\r\nHello\r\n";
    const mail = () =>
      fetch(`${inbound.url}/mail?from=ada@acme.example&to=in@norrland.example`, { method: "POST", body: raw });
    const [first, second] = [await (await mail()).json(), await (await mail()).json()];
    await inbound.settled();
    expect(first).toEqual(second);
    expect(inbound.deliveries.map(({ state }) => state)).toEqual(["taken", "taken"]);
  });
});

describe("a delivery", () => {
  test("is tried again until it is taken, with the same words", async () => {
    answers = [500, 400, 413];
    await send();
    expect(inbound.deliveries).toMatchObject([{ statuses: [500, 400, 413, 200], state: "taken" }]);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  test("is over with the first 403", async () => {
    answers = [500, 403];
    await send();
    expect(inbound.deliveries).toMatchObject([{ statuses: [500, 403], state: "refused" }]);
  });

  test("is given up after ten more tries, and can be tried by hand", async () => {
    answers = Array.from({ length: 11 }, () => 500);
    await send();
    expect(inbound.deliveries[0]).toMatchObject({ state: "failed" });
    expect(inbound.deliveries[0]!.statuses).toHaveLength(11);
    inbound.retryNow(inbound.deliveries);
    await inbound.settled();
    expect(inbound.deliveries[0]!.state).toBe("taken");
  });

  test("waits as long as Postmark does unless told", () => {
    expect(retriesOfPostmark).toHaveLength(10);
    expect(retriesOfPostmark.reduce((a, b) => a + b) / 3_600_000).toBeCloseTo(10.35);
  });
});
