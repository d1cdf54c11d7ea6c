import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drafts } from "#db/schema/requests.ts";
import { callerIn } from "#tests/feed/caller.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";

const mebibyte = 1024 * 1024;
const auth = "postmark:a-long-password";
const ours = { Origin: "https://portal.example" };
const typed = { ...ours, "Content-Type": "application/x-www-form-urlencoded" };

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown({ POSTMARK_WEBHOOK_AUTH: auth, STRIPE_WEBHOOK_SECRET: "whsec_test" })));
afterEach(() => town.close());

type Sent = { path?: string; ip?: string; bytes?: number; method?: string; headers?: Record<string, string> };

/** Begins to send a body and says of what length it will be, or sends it in chunks; `end` or `breakOff` comes later. */
function begin({ path = "/sign-in", ip, bytes, method = "POST", headers = typed }: Sent) {
  let stream!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (stream = controller) });
  const length: Record<string, string> = bytes
    ? { "Content-Length": String(bytes) }
    : { "Transfer-Encoding": "chunked" };
  const init = { method, headers: { ...headers, ...length }, body, duplex: "half", ip };
  const answer = town.fetch(path, init as RequestInit);
  return {
    answer,
    send: (text: string) => stream.enqueue(Buffer.from(text)),
    async end() {
      stream.close();
      return (await answer).status;
    },
    async breakOff() {
      stream.error(new Error("The line is dead"));
      return (await answer).status;
    },
  };
}
const whole = async (sent: Sent) => (await begin(sent)).answer;
const refusal = async (sent: Sent) => {
  const response = await whole(sent);
  return { status: response.status, wait: response.headers.get("Retry-After"), text: await response.text() };
};
const room = (count: number, sent: Sent) => Array.from({ length: count }, () => begin(sent));

describe("what is being read at one time", () => {
  it("is at most sixteen mebibytes of one network: then it is asked to wait, by a page, and others are not", async () => {
    const all = room(16, { bytes: mebibyte });
    const { status, wait, text } = await refusal({ bytes: 10_000 });
    expect([status, wait]).toEqual([503, "5"]);
    expect(pageOf(text).title).toBe("That is too much at once – Norrland Chairs");
    expect(pageOf(text).hrefs).toContain("/contact");
    const other = begin({ bytes: 10_000, ip: "198.51.100.1" });
    expect(await other.end()).toBe(422);
    expect((await town.fetch("/sign-in")).status).toBe(200);
    for (const one of all) await one.end();
  });

  it.each(["end", "breakOff"] as const)("leaves its room when it comes to an %s", async (how) => {
    const [first, ...others] = room(16, { bytes: mebibyte });
    expect(await first![how]()).toBe(422);
    const next = begin({ bytes: mebibyte });
    expect((await refusal({ bytes: mebibyte })).status).toBe(503);
    for (const one of [...others, next]) expect(await one.end()).toBeLessThan(500);
    const again = room(16, { bytes: mebibyte });
    for (const one of again) expect(await one.end()).toBeLessThan(500);
  });

  it("counts what comes in chunks as if it were as large as it may be", async () => {
    const all = room(16, {});
    expect((await refusal({})).status).toBe(503);
    for (const one of all) await one.end();
  });

  it("is at most a hundred and twenty-eight mebibytes of everybody, the feed and webhooks too", async () => {
    const ops = callerIn(town);
    const feed: Sent = {
      path: "/api/v1/organizations/acme",
      method: "PUT",
      bytes: 4 * mebibyte,
      headers: { Authorization: `Bearer ${ops.key}`, "Content-Type": "application/json" },
    };
    const inbound: Sent = {
      path: "/webhooks/postmark/inbound",
      bytes: 40 * mebibyte,
      headers: { Authorization: `Basic ${btoa(auth)}` },
    };
    const all = [...room(22, feed), begin(inbound)];
    const refused = await refusal(feed);
    expect([refused.status, refused.wait, JSON.parse(refused.text)]).toEqual([
      503,
      "5",
      { type: "about:blank", title: "Not possible now", status: 503, detail: expect.any(String) },
    ]);
    for (const path of ["/webhooks/stripe", "/webhooks/postmark", "/webhooks/postmark/inbound", "/sign-in"])
      expect([path, (await refusal({ path, bytes: mebibyte, ip: "198.51.100.1" })).status]).toEqual([path, 503]);
    for (const one of all) expect(await one.end()).toBe(400);
    expect((await town.fetch("/sign-in")).status).toBe(200);
    expect(await begin(feed).end()).toBe(400);
  });

  it("keeps no room for who may not send at all", async () => {
    for (let i = 0; i < 40; i++) {
      const none = { path: "/api/v1/batch", bytes: 4 * mebibyte, headers: { "Content-Type": "application/json" } };
      expect((await whole(none)).status).toBe(401);
      expect((await whole({ path: "/webhooks/postmark/inbound", bytes: 40 * mebibyte })).status).toBe(403);
      expect((await whole({ bytes: mebibyte, headers: { ...typed, Origin: "https://evil.example" } })).status).toBe(
        403,
      );
    }
  });
});

describe("a body beyond a mebibyte", () => {
  const form = () => `/o/${town.acme}/requests/new`;
  const files = { ...ours, "Content-Type": "multipart/form-data; boundary=x" };
  const part = (name: string, text: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;

  it.each([
    ["typed fields, whoever sends them", () => ({ headers: { ...typed, Cookie: town.signIn(town.ada.id) } })],
    ["typed fields of nobody", () => ({})],
    ["files, to a form that takes none", () => ({ path: "/contact", headers: files })],
  ])("is refused before it comes: %s", async (_what, sent: () => Sent) => {
    const { status, text } = await refusal({ path: form(), bytes: 95_000_000, ...sent() });
    expect([status, pageOf(text).title]).toEqual([413, "That is too large – Norrland Chairs"]);
    expect(text).toContain("Go back");
  });

  it("is refused as it comes where nobody told its length", async () => {
    const sending = begin({});
    for (let i = 0; i < 5; i++) sending.send("a".repeat(mebibyte / 4));
    const { status } = await sending.answer;
    expect(status).toBe(413);
  });

  it("is read where somebody signed in sends files", async () => {
    const sending = begin({
      path: form(),
      bytes: 3 * mebibyte,
      headers: { ...files, Cookie: town.signIn(town.ada.id) },
    });
    sending.send(`${part("other", "a".repeat(3 * mebibyte))}${part("message", "Where is it?")}--x--\r\n`);
    expect(await sending.end()).toBe(303);
  });

  it("of nobody is read up to there: what they typed first is kept, and the rest of it nowhere", async () => {
    const sending = begin({ path: form(), bytes: 95_000_000, headers: files });
    sending.send(part("message", "Where is it?"));
    for (let i = 0; i < 5; i++) sending.send(part("subject", "a".repeat(mebibyte / 4)));
    expect(await sending.end()).toBe(303);
    expect(town.system.db.select().from(drafts).all()).toHaveLength(1);
  });
});
