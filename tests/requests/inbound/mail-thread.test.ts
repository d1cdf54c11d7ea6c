import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { mailThread, readPosted } from "#app/requests/inbound/mail-thread.ts";
import { inboundMail } from "#tests/fakes/postmark/inbound-payload.ts";
import { monday } from "#tests/monday.ts";

const posted = (body: unknown) => ({
  body: new Uint8Array(Buffer.from(JSON.stringify(body))),
  config: { mail: { inboundAddress: "in@norrland.example" }, secrets: ["a-secret-for-tests"] as [string] },
  now: monday,
});
const thread = (code: string) => () =>
  new Worker(`const { parentPort } = require("worker_threads"); ${code}`, { eval: true });
const answers = thread(
  `parentPort.on("message", ({ id, posted }) => parentPort.postMessage({ id, read: posted.body.length }));`,
);
const waits = thread(`
  let first = null;
  parentPort.on("message", ({ id, posted }) => {
    if (first === null) return parentPort.postMessage({ id: (first = id) });
    parentPort.postMessage({ id, read: posted.body.length });
    parentPort.postMessage({ id: first, read: "late" });
  });
`);
const hangs = thread(`parentPort.on("message", () => { for (;;); });`);
const dies = thread(`parentPort.on("message", () => { throw new Error("too much memory"); });`);

it("a mail is read with what can be told of it, and what is no mail is none", async () => {
  const mail = inboundMail({ from: "ada@acme.example", to: "in@norrland.example", text: "Hello\n\n> When?" });
  expect(await readPosted(posted(mail))).toMatchObject({
    mail: { from: { email: "ada@acme.example" } },
    judged: { said: "Hello", quoted: "> When?", proof: "spf" },
  });
  expect(await readPosted(posted({ RecordType: "Delivery" }))).toBeNull();
});

it.each([
  ["hangs", hangs],
  ["dies", dies],
])("a mail over which its thread %s is given up, and those behind it are read", async (_, bad) => {
  const opened = [bad, answers];
  const read = mailThread(() => opened.shift()!(), 2_000);
  const [first, second, third] = [read(posted("nasty")), read(posted("one")), read(posted("three"))];
  await expect(first).rejects.toThrow();
  expect([await second, await third]).toEqual([5, 7]);
  expect(opened).toEqual([]);
});

it("while a mail waits for its sender's DNS, those behind it are read", async () => {
  const read = mailThread(waits);
  const [slow, next] = [read(posted("slow")), read(posted("one"))];
  expect([await next, await slow]).toEqual([5, "late"]);
});
