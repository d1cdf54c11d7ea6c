import { afterEach, beforeEach, expect, it } from "vitest";
import { inboundMail } from "#tests/fakes/postmark/inbound-payload.ts";
import { openTown } from "#tests/world.ts";

const auth = "postmark:a-long-password";
let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown({ POSTMARK_WEBHOOK_AUTH: auth, POSTMARK_INBOUND_ADDRESS: "in@norrland.example" });
});
afterEach(() => town.close());

const post = async (body: string, pair = auth) => {
  const headers = {
    Authorization: `Basic ${Buffer.from(pair).toString("base64")}`,
    "Content-Type": "application/json",
  };
  return (await town.fetch("/webhooks/postmark/inbound", { method: "POST", headers, body })).status;
};
const mail = (more = {}) =>
  JSON.stringify(inboundMail({ from: "ada@acme.example", to: "in@norrland.example", text: "Hello", ...more }));

it("takes mails far larger than any form, and none above 40 MB", async () => {
  const file = (bytes: number) => ({ name: "a.bin", type: "application/octet-stream", content: Buffer.alloc(bytes) });
  expect(await post(mail({ files: [file(10 * 1024 * 1024)] }))).toBe(200);
  expect(await post(mail({ files: [file(31 * 1024 * 1024)] }))).toBe(413);
});

it("answers 403 to others, 400 to what is no mail", async () => {
  expect(await post(mail(), "postmark:wrong")).toBe(403);
  expect(await post("{")).toBe(400);
});

it("answers with a fault of ours where a mail cannot be kept, so that it comes again", async () => {
  town.connection.sqlite.pragma("query_only = 1");
  expect(await post(mail())).toBeGreaterThanOrEqual(500);
  town.connection.sqlite.pragma("query_only = 0");
  expect(await post(mail())).toBe(200);
});
