import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { drafts } from "#db/schema/requests.ts";
import { callerIn } from "#tests/feed/caller.ts";
import { pageOf } from "#tests/page.ts";
import { ask, customer } from "#tests/requests/request-rows.ts";
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
    send: (part: string | Uint8Array) => stream.enqueue(typeof part === "string" ? Buffer.from(part) : part),
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

const turns = async (count = 20) => {
  for (let i = 0; i < count; i++) await setImmediate();
};
/** Written out once for all who send it. */
const nearly = Buffer.alloc(mebibyte - 1, "a");

/** So many clients of so many networks, each of which sends what it is given and then nothing more. */
async function stalled(clients: number, networks: number, sent: Sent, part: string | Uint8Array) {
  const all = Array.from({ length: clients }, (_, n) => begin({ ip: `198.51.100.${n % networks}`, ...sent }));
  for (const one of all) one.send(part);
  await turns();
  return all;
}

async function endAll(all: readonly { breakOff: () => Promise<number> }[]) {
  for (const one of all) await one.breakOff().catch(() => 0);
}

const mail: Sent = { path: "/webhooks/postmark/inbound", headers: { Authorization: `Basic ${btoa(auth)}` } };
const feed = (): Sent => ({
  path: "/api/v1/organizations/acme",
  method: "PUT",
  headers: { Authorization: `Bearer ${callerIn(town).key}`, "Content-Type": "application/json" },
});

/** Whether everybody who sends at once is answered: strangers, Stripe, Postmark, the feed and somebody signed in. */
async function everybodyIsRead() {
  const at = async (sent: Sent, text: string) => {
    const sending = begin({ ip: "192.0.2.1", ...sent });
    sending.send(text);
    return sending.end();
  };
  const cookie = town.signIn(town.ada.id);
  expect(await at({}, "email=ada%40acme.example")).toBe(303);
  expect(await at({ path: "/contact" }, "name=a")).toBe(422);
  expect(await at({ path: "/webhooks/stripe", headers: {} }, "{}")).toBe(400);
  expect(await at(mail, "{}")).toBe(400);
  expect(await at(feed(), `{"name":"Acme"}`)).toBe(201);
  expect(await at({ path: "/sign-out", headers: { ...typed, Cookie: cookie } }, "a=b")).toBe(303);
}

describe("what is being read at one time", () => {
  it.each([
    ["told to be a mebibyte", { bytes: mebibyte }],
    ["of no length that was told", {}],
    ["to Stripe's webhook", { path: "/webhooks/stripe", bytes: mebibyte }],
  ])("is what has come: three hundred bodies that stall, %s, hold up nobody", async (_, sent) => {
    const all = await stalled(300, 16, sent, "a");
    await everybodyIsRead();
    await endAll(all);
  });

  it.each([
    ["strangers of many networks", 100, 50, () => ({})],
    ["strangers of one", 100, 1, () => ({})],
    ["strangers at Stripe's webhook", 100, 50, () => ({ path: "/webhooks/stripe" })],
    ["somebody signed in", 100, 1, () => ({ headers: { ...typed, Cookie: town.signIn(town.zoe.id) } })],
    ["the feed", 60, 1, feed],
    ["Postmark", 150, 1, () => mail],
  ])("is bounded for %s: who has been at it for the longest is given up for whoever sends now", async (...row) => {
    const [, clients, networks, sent] = row;
    const all = await stalled(clients, networks, sent(), nearly);
    const { status, headers } = await all[0]!.answer;
    expect([status, headers.get("Retry-After")]).toEqual([503, "5"]);
    await everybodyIsRead();
    const last = all.at(-1)!;
    expect(await last.end()).toBeLessThan(500);
    await endAll(all);
  });

  it("is told by a page, and to the feed by a problem", async () => {
    const [typing] = await stalled(100, 1, {}, nearly);
    expect(pageOf(await (await typing!.answer).text()).title).toBe("We’re too busy right now – Norrland Chairs");
    const [calling] = await stalled(60, 1, feed(), nearly);
    expect(await (await calling!.answer).json()).toEqual({
      type: "about:blank",
      title: "Temporarily unavailable",
      status: 503,
      detail: expect.any(String) as string,
    });
  });

  it.each(["end", "breakOff"] as const)("leaves its room when it comes to an %s", async (how) => {
    for (let round = 0; round < 4; round++) {
      const all = await stalled(5, 1, {}, nearly);
      for (const one of all) expect(await one[how]()).toBe(422);
    }
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

describe("a body that comes slowly", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());
  const after = async (ms: number) => {
    await turns();
    vi.advanceTimersByTime(ms);
    await turns();
  };

  it("of a stranger's is given up after 20 seconds, however much of it still comes, and says so", async () => {
    const sending = begin({ bytes: 10_000 });
    for (let second = 0; second < 20; second++) {
      sending.send("a");
      await after(1_000);
    }
    const response = await sending.answer;
    expect([response.status, pageOf(await response.text()).title]).toEqual([
      408,
      "That took too long – Norrland Chairs",
    ]);
  });

  it("has as long for each mebibyte, and a minute where it is known who sends it", async () => {
    const sending = begin({ ...mail, bytes: 4 * mebibyte });
    for (let n = 0; n < 4; n++) {
      sending.send("a".repeat(mebibyte));
      await after(59_000);
    }
    expect(await sending.end()).toBe(400);
    const call = begin(feed());
    await after(60_000);
    expect(await (await call.answer).json()).toMatchObject({ title: "Too slow", status: 408 });
  });

  it("changes nothing where it would have by what came until then", async () => {
    const cookie = town.signIn(town.sam.id);
    const sending = begin({ path: "/staff/settings/mails", headers: { ...typed, Cookie: cookie } });
    sending.send("shown=yes&a");
    await after(60_000);
    expect((await sending.answer).status).toBe(408);
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
    expect([status, pageOf(text).title]).toEqual([413, "That’s too large – Norrland Chairs"]);
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

  it.each([
    ["a file of customers", () => "/staff/customers/import", "file"],
    ["files with a note", () => `/staff/requests/${ask(town, town.acme, customer(town.ada)).id}/note`, "files"],
  ])("is read where the staff send %s", async (_, path, field) => {
    const headers = { ...files, Cookie: town.signIn(town.sam.id) };
    const sending = begin({ path: path(), bytes: 2 * mebibyte, headers });
    sending.send(`--x\r\nContent-Disposition: form-data; name="${field}"; filename="a.csv"\r\n\r\nemail\r\n`);
    sending.send(`${"a@b.example\r\n".repeat((2 * mebibyte) / 13)}\r\n${part("message", "See these")}--x--\r\n`);
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
