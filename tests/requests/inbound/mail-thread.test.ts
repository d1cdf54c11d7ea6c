import { expect, it } from "vitest";
import { readPosted } from "#app/requests/inbound/mail-thread.ts";
import { inboundMail } from "#tests/fakes/postmark/inbound-payload.ts";
import { monday } from "#tests/monday.ts";

const posted = (body: unknown) => ({
  body: new Uint8Array(Buffer.from(JSON.stringify(body))),
  config: { mail: { inboundAddress: "in@norrland.example" }, secrets: ["a-secret-for-tests"] as [string] },
  now: monday,
});
it("a mail is read with what can be told of it, and what is no mail is none", async () => {
  const mail = inboundMail({ from: "ada@acme.example", to: "in@norrland.example", text: "Hello\n\n> When?" });
  expect(await readPosted(posted(mail))).toMatchObject({
    mail: { from: { email: "ada@acme.example" } },
    judged: { said: "Hello", quoted: "> When?", proof: "spf" },
  });
  expect(await readPosted(posted({ RecordType: "Delivery" }))).toBeNull();
});
