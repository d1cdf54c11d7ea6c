import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InboundMail } from "#app/requests/inbound/inbound.ts";
import { judgeMail } from "#app/requests/inbound/judge.ts";
import { receiveMail } from "#app/requests/inbound/receive.ts";
import { replyAddress } from "#app/requests/inbound/reply-address.ts";
import { inboundMail } from "#tests/fakes/postmark/inbound-payload.ts";
import { openTown } from "#tests/world.ts";

const auth = "postmark:a-long-password";
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;
const inbound = "in@norrland.example";

let town: ReturnType<typeof openTown>;
let taken: InboundMail[];
beforeEach(() => {
  town = openTown({ POSTMARK_WEBHOOK_AUTH: auth, POSTMARK_INBOUND_ADDRESS: inbound });
  taken = [];
});
afterEach(() => town.close());

const letter = { from: "Ada <ada@acme.example>", to: inbound, text: "Where is my chair?" };
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  receiveMail(
    town.portal,
    new Request("https://portal.example/x", {
      method: "POST",
      body,
      headers: { Authorization: basic(auth), ...headers },
      duplex: "half",
    } as RequestInit),
    async ({ mail }) => void taken.push(mail),
  );

describe("what Postmark posts", () => {
  it("is handed on and answered with 200", async () => {
    expect((await post(JSON.stringify(inboundMail(letter)))).status).toBe(200);
    expect(taken).toMatchObject([{ from: { email: "ada@acme.example" }, text: "Where is my chair?" }]);
  });

  it.each([["postmark:wrong"], [`${auth}x`], [""]])("is nobody else's to post: %j", async (pair) => {
    const response = await post(JSON.stringify(inboundMail(letter)), { Authorization: basic(pair) });
    expect([response.status, taken]).toEqual([403, []]);
  });

  it.each([["{"], [""], ["[]"], ["null"], ['{"RecordType":"Delivery"}']])(
    "is refused where it is no mail: %s",
    async (body) => {
      expect([(await post(body)).status, taken]).toEqual([400, []]);
      expect(town.logLines.join()).toContain("not taken");
    },
  );

  it("is refused above 40 MB, however it comes, and read no further", async () => {
    let given = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(stream) {
        given += 1024 * 1024;
        stream.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    expect((await post(endless)).status).toBe(413);
    expect(given).toBeLessThan(44 * 1024 * 1024);
    expect((await post("{}", { "Content-Length": String(41 * 1024 * 1024) })).status).toBe(413);
  });

  it("keeps every letter, wherever the pieces of the body end", async () => {
    const bytes = Buffer.from(JSON.stringify(inboundMail({ ...letter, text: "Grüße 👍🏽 שלום" })));
    const pieces = new ReadableStream<Uint8Array>({
      start(stream) {
        for (const byte of bytes) stream.enqueue(new Uint8Array([byte]));
        stream.close();
      },
    });
    expect((await post(pieces)).status).toBe(200);
    expect(taken[0]?.text).toBe("Grüße 👍🏽 שלום");
  });

  it("is answered with a fault of ours where it could not be taken", async () => {
    const request = new Request("https://portal.example/x", {
      method: "POST",
      body: JSON.stringify(inboundMail(letter)),
      headers: { Authorization: basic(auth) },
    });
    const failing = receiveMail(town.portal, request, () => Promise.reject(new Error("the disk is full")));
    await expect(failing).rejects.toThrow("the disk is full");
  });
});

describe("what can be told of a mail", () => {
  const judged = async (more: Partial<Parameters<typeof inboundMail>[0]>) => {
    await post(JSON.stringify(inboundMail({ ...letter, ...more })));
    return judgeMail(town.portal, taken.at(-1)!);
  };

  it("an answer to a request, proven, without what it quotes", async () => {
    const to = replyAddress(inbound, 7, town.config.secrets)!;
    const text = "On Monday.\n\nOn 22/11/2026 10:00, Norrland wrote:\n> When?";
    expect(await judged({ to, text })).toEqual({
      said: "On Monday.",
      quoted: "On 22/11/2026 10:00, Norrland wrote:\n> When?",
      automaton: null,
      answers: 7,
      proof: "spf",
    });
  });

  it("a new question, an answer by a machine, a mail of our own, a forged one", async () => {
    expect(await judged({})).toMatchObject({ answers: null, proof: "spf", automaton: null });
    expect(await judged({ headers: { "Auto-Submitted": "auto-replied" } })).toMatchObject({ automaton: "automatic" });
    expect(await judged({ from: "in@norrland.example" })).toMatchObject({ automaton: "own", proof: null });
    expect(await judged({ from: "billing@norrland.example" })).toMatchObject({ automaton: null });
    expect(await judged({ envelopeFrom: "eve@evil.example" })).toMatchObject({ proof: null, automaton: null });
    expect(await judged({ to: "in+7.0123456789abcdef@norrland.example" })).toMatchObject({ answers: "wrong" });
  });
});
