import type { AddressInfo } from "node:net";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, it } from "vitest";
import { outbox } from "#db/schema/mail.ts";
import { queueMail } from "#db/outbox.ts";
import { findMail, listMails } from "#app/mail/mailbox.ts";
import { mailWorker } from "#app/workers.ts";
import { mustEncrypt, smtpTransport } from "#app/mail/smtp.ts";
import { openTown } from "#tests/world.ts";

type Taken = { from: string; to: string[]; data: string };

let server: SMTPServer;
let taken: Taken[];
let refuse: { responseCode: number; message?: string } | null;
let login: { user: string; pass: string } | null;
let url: string;
let town: ReturnType<typeof openTown> | undefined;

beforeEach(async () => {
  taken = [];
  refuse = null;
  login = null;
  server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onAuth(given, _session, done) {
      const isRight = given.username === login?.user && given.password === login?.pass;
      const refusal = `5.7.8 Authentication failed for ${given.username} with ${given.password}, see https://mail.example/help`;
      done(isRight ? null : Object.assign(new Error(refusal), { responseCode: 535 }), { user: given.username });
    },
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) =>
      done(refuse ? Object.assign(new Error(refuse.message ?? "refused"), refuse) : null),
    onData(stream, session, done) {
      let data = "";
      stream.on("data", (chunk: Buffer) => (data += chunk.toString()));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        taken.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address), data });
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  town?.close();
  town = undefined;
  await new Promise<void>((closed) => server.close(closed));
});

function queueIn(world: ReturnType<typeof openTown>, recipient = world.ada.email) {
  const props = { browser: "Firefox on Linux", at: world.now() };
  return queueMail(world.system, { kind: "new-device", recipient, dedupeKey: recipient, props }, world.now())!;
}
const states = () => town!.system.db.select().from(outbox).all();

it("mails go through an SMTP server to one recipient, from the company", async () => {
  town = openTown({ SMTP_URL: url });
  const id = queueIn(town);
  await town.drain([mailWorker]);
  expect(taken).toMatchObject([{ from: "billing@norrland.example", to: ["ada@acme.example"] }]);
  const { data } = taken[0]!;
  expect(data).toContain("From: Norrland Chairs <billing@norrland.example>");
  expect(data).toContain("Reply-To: help@norrland.example");
  expect(data).toMatch(/^X-PM-Tag: new-device/im);
  expect(data).toContain(`X-PM-Metadata-outbox_id: ${id}`);
  expect(data).toContain(`Message-ID: <${id}@norrland.example>`);
  expect(data).toMatch(/Auto-Submitted: auto-generated/);
  expect(states()).toMatchObject([{ state: "sent", providerMessageId: `<${id}@norrland.example>` }]);
});

const content = Buffer.from("%PDF-1.7 a chair\n".repeat(1_000));
const message = {
  outboxId: "mail_1",
  messageId: "<mail_1@norrland.example>",
  kind: "invoice-ready",
  from: { name: "Norrland Chairs", address: "billing@norrland.example" },
  to: "ada@acme.example",
  replyTo: "help@norrland.example",
  subject: "Invoice INV-1042",
  html: "<p>Hello</p>",
  text: "Hello",
  headers: {},
  attachments: [{ name: "Invoice-INV-1042.pdf", contentType: "application/pdf", content }],
};

it("a file comes along whole", async () => {
  expect(await smtpTransport(url).send([message])).toMatchObject([{ is: "sent" }]);
  const { data } = taken[0]!;
  const part = data.slice(data.indexOf("Content-Type: application/pdf"));
  expect(part).toContain("filename=Invoice-INV-1042.pdf");
  const [, body] = part.split("\r\n\r\n");
  expect(Buffer.from(body!, "base64").equals(content)).toBe(true);
});

it("not now: tried again; never: not", async () => {
  town = openTown({ SMTP_URL: url });
  queueIn(town);
  refuse = { responseCode: 451 };
  await town.drain([mailWorker]);
  expect(states()).toMatchObject([{ state: "new", attempts: 1 }]);
  refuse = { responseCode: 550, message: "5.1.1 no such user" };
  town.pass(60_000);
  await town.drain([mailWorker]);
  expect(states()).toMatchObject([{ state: "failed", attempts: 2 }]);
});

it("no server there: tried again", async () => {
  town = openTown({ SMTP_URL: "smtp://127.0.0.1:1" });
  queueIn(town);
  await town.drain([mailWorker]);
  expect(states()).toMatchObject([{ state: "new", attempts: 1 }]);
  expect(states()[0]!.notBefore).toBeGreaterThan(town.now());
});

const log = () => town!.logLines.join("");

it("a refused login loses nothing: the reason stands in the row and the log without secrets, and mails go once it is mended", async () => {
  const at = url.replace("//", "//me%40norrland.example:hunter2-hunter2@");
  town = openTown({ SMTP_URL: at });
  queueIn(town);
  await town.drain([mailWorker]);
  expect(states()).toMatchObject([{ state: "new", attempts: 1 }]);
  const reason = "AUTH PLAIN: 535 5.7.8 Authentication failed for … with …, see https://mail.example/help";
  expect(states()[0]!.error).toBe(reason);
  expect(log()).toContain(`"reason":"${reason}"`);
  expect(log()).not.toMatch(/hunter2|me@norrland|ada@acme/);
  login = { user: "me@norrland.example", pass: "hunter2-hunter2" };
  town.pass(60_000);
  await town.drain([mailWorker]);
  expect(states()).toMatchObject([{ state: "sent", error: null }]);
});

it.each([
  [550, "5.1.1 <ada@acme.example>: no such user", "failed", "RCPT TO: 550 5.1.1 <…>: no such user"],
  [554, "5.7.1 <ada@acme.example>: Relay access denied", "new", "RCPT TO: 554 5.7.1 <…>: Relay access denied"],
  [530, "5.7.0 Authentication required", "new", "RCPT TO: 530 5.7.0 Authentication required"],
  [553, "5.7.1 Sender address rejected: not owned", "new", "RCPT TO: 553 5.7.1 Sender address rejected: not owned"],
  [554, "5.7.1 Client host rejected: no entry", "new", "RCPT TO: 554 5.7.1 Client host rejected: no entry"],
  [550, "turn on SMTP Authentication", "new", "RCPT TO: 550 turn on SMTP Authentication"],
  [550, "5.1.8 Sender address rejected: no such domain", "new", "RCPT TO: 550 5.1.8 Sender address rejected"],
  [550, "5.1.10 Recipient has a null MX", "failed", "RCPT TO: 550 5.1.10 Recipient has a null MX"],
  [552, "5.2.2 Mailbox full", "failed", "RCPT TO: 552 5.2.2 Mailbox full"],
  [451, "4.7.1 Greylisted\r\n, come again", "new", "RCPT TO: 451 4.7.1 Greylisted"],
])("%i %s: the mail is %s, in the server's own words", async (responseCode, message, state, reason) => {
  town = openTown({ SMTP_URL: url });
  queueIn(town);
  refuse = { responseCode, message };
  await town.drain([mailWorker]);
  expect(states()).toMatchObject([{ state, error: expect.stringContaining(reason) as string }]);
});

it("a server that speaks no TLS where it must loses nothing, and never sees the password", async () => {
  const { port } = server.server.address() as AddressInfo;
  for (const [n, at] of [
    `smtp://me:hunter2-hunter2@127.0.0.1:${port}?requireTLS=true`,
    `smtps://me:hunter2-hunter2@127.0.0.1:${port}`,
  ].entries()) {
    const [outcome] = (await smtpTransport(at).send([message]))!;
    expect([n, outcome]).toMatchObject([n, { is: "retry" }]);
  }
  expect(taken).toEqual([]);
});

it.each([
  ["smtp://me:hunter2@mail.example", true],
  ["smtp://me:hunter2@127.0.0.1.mail.example", true],
  ["smtp://me:hunter2@mail.example?requireTLS=false", false],
  ["smtp://me:hunter2@mail.example?ignoreTLS=true", false],
  ["smtp://me:hunter2@127.0.0.1:2525", false],
  ["smtp://me:hunter2@localhost", false],
  ["smtp://mail.example", false],
  ["smtps://me:hunter2@mail.example", false],
])("%s insists on STARTTLS: %s", (at, does) => {
  expect(mustEncrypt(new URL(at))).toBe(does);
});

it("a certificate that nobody signed is refused unless the URL takes it", async () => {
  const secured = new SMTPServer({
    secure: true,
    authOptional: true,
    onData: (stream, _session, done) => stream.on("end", done).resume(),
  });
  secured.on("error", () => "the client hung up, as it should");
  await new Promise<void>((listening) => secured.listen(0, "127.0.0.1", listening));
  const at = `smtps://127.0.0.1:${(secured.server.address() as AddressInfo).port}`;
  try {
    const sent = async (to: string) => (await smtpTransport(to).send([message]))![0];
    expect(await sent(at)).toMatchObject({ is: "retry", reason: expect.stringMatching(/certificate/i) as string });
    expect(await sent(`${at}?tls.rejectUnauthorized=false`)).toMatchObject({ is: "sent" });
  } finally {
    await new Promise<void>((closed) => secured.close(closed));
  }
});

it("in development every mail is kept besides", async () => {
  town = openTown({ SMTP_URL: url, FOYER_MODE: "development" });
  const id = queueIn(town);
  await town.drain([mailWorker]);
  expect(taken).toHaveLength(1);
  expect(listMails(town.dataDir)).toMatchObject([{ outboxId: id, to: "ada@acme.example", kind: "new-device" }]);
});

it("in development without a transport it is only kept, newest first", async () => {
  town = openTown({ SMTP_URL: "", FOYER_MODE: "development" });
  const first = queueIn(town);
  await town.drain([mailWorker]);
  town.pass(1_000);
  const second = queueIn(town, town.bo.email);
  await town.drain([mailWorker]);
  expect(listMails(town.dataDir).map(({ outboxId }) => outboxId)).toEqual([second, first]);
  expect(findMail(town.dataDir, first)?.subject).toBe("New sign-in to Norrland Chairs");
  expect(findMail(town.dataDir, "mail_none")).toBeNull();
  expect(readdirSync(join(town.dataDir, "mailbox"))).toHaveLength(2);
});
