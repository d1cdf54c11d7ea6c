import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newPlausibleQueue, type Line } from "#app/insights/plausible-queue.ts";
import { startPlausible, type PlausibleStandIn } from "../fakes/plausible/server.ts";

let plausible: PlausibleStandIn;
beforeEach(async () => void (plausible = await startPlausible()));
afterEach(() => plausible.close());

const page = { name: "pageview", url: "https://portal.example/o/-/billing" };
const of = { userAgent: "Mozilla/5.0 (X11; Linux x86_64)", address: "2001:db8::1" };
const plain: Line = {
  post: (...sent) => fetch(...sent),
  deadline: () => new AbortController().signal,
  later: (work) => work(),
  rest: () => Promise.resolve(),
};
const queueTo = (url: string, line: Partial<Line> = {}) =>
  newPlausibleQueue({ domain: "portal.example", url }, { ...plain, ...line });

/** A Plausible that answers when it is told to, and a deadline that passes when it is told to. */
function heldLine() {
  const deadline = new AbortController();
  const open: ((answer: Response) => void)[] = [];
  const post = (_: unknown, init?: RequestInit) =>
    new Promise<Response>((resolve, reject) => {
      open.push(resolve);
      init!.signal!.addEventListener("abort", () => reject(new Error("too late")));
    });
  const line = { post: post as typeof fetch, deadline: () => deadline.signal };
  return { line, open, passDeadline: () => deadline.abort() };
}

/** Lets everything happen that waits for nothing outside. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function told(queue: ReturnType<typeof queueTo>) {
  while (queue.size()) await settled();
  return queue.tally();
}

describe("what is sent to Plausible", () => {
  it("arrives once, with the site's name and the browser and address it is told of", async () => {
    const queue = queueTo(plausible.url);
    queue.add(() => ({ event: page, of }));
    queue.add(() => ({ event: { ...page, name: "order.approved", interactive: false }, of }));
    expect(await told(queue)).toMatchObject({ all: 2, accepted: 2 });
    expect(plausible.heard).toMatchObject([
      { ...page, domain: "portal.example", interactive: true, ...of },
      { name: "order.approved", interactive: false },
    ]);
  });

  it("is sent after the answer that it is about", () => {
    const sent: string[] = [];
    const later: (() => void)[] = [];
    const post = (() => (sent.push("sent"), new Promise(() => {}))) as unknown as typeof fetch;
    const queue = queueTo("https://plausible.example", {
      post,
      later: (work) => void later.push(work),
    });
    queue.add(() => ({ event: page, of }));
    expect(sent).toEqual([]);
    later[0]!();
    expect(sent).toEqual(["sent"]);
  });

  it("is counted where Plausible drops it, refuses it or fails, and is not sent again", async () => {
    const queue = queueTo(plausible.url);
    const add = async () => {
      queue.add(() => ({ event: page, of }));
      return told(queue);
    };
    plausible.dropAll();
    expect(await add()).toMatchObject({ all: 1, dropped: 1 });
    plausible.dropAll(false);
    plausible.faults.status(500);
    expect(await add()).toMatchObject({ all: 2, refused: 1, status: 500 });
    plausible.faults.reset();
    expect(await add()).toMatchObject({ all: 3, unanswered: 1 });
    expect(await add()).toMatchObject({ all: 4, accepted: 1, dropped: 1, refused: 1, unanswered: 1, status: 500 });
    expect(plausible.heard).toHaveLength(2);
  });

  it("is counted where nobody is there", async () => {
    const url = plausible.url;
    await plausible.close();
    const queue = queueTo(url);
    queue.add(() => ({ event: page, of }));
    expect(await told(queue)).toMatchObject({ all: 1, unanswered: 1 });
  });

  it("goes two at a time, 500 wait at most, and what is beyond is lost", async () => {
    const { line, open, passDeadline } = heldLine();
    const queue = queueTo("https://plausible.example", line);
    for (let n = 0; n < 600; n++) queue.add(() => ({ event: page, of }));
    expect([open.length, queue.size(), queue.tally().lost]).toEqual([2, 502, 98]);
    open[0]!(new Response("ok", { status: 202 }));
    await settled();
    expect([open.length, queue.size(), queue.tally().accepted]).toEqual([3, 501, 1]);
    passDeadline();
    await settled();
    expect(queue.tally().unanswered).toBeGreaterThan(0);
  });

  it("rests after each, however soon it is answered", async () => {
    const rested: (() => void)[] = [];
    const queue = queueTo(plausible.url, { rest: () => new Promise<void>((resolve) => void rested.push(resolve)) });
    for (let n = 0; n < 4; n++) queue.add(() => ({ event: page, of }));
    await plausible.waitFor(2);
    expect([rested.length, queue.size()]).toEqual([2, 4]);
    rested[0]!();
    expect(await plausible.waitFor(3)).toHaveLength(3);
  });

  it("is remembered by the newest hundred", async () => {
    const queue = queueTo(plausible.url);
    plausible.dropAll();
    for (let n = 0; n < 60; n++) queue.add(() => ({ event: page, of }));
    expect(await told(queue)).toMatchObject({ all: 60, dropped: 60, accepted: 0 });
    plausible.dropAll(false);
    for (let n = 0; n < 70; n++) queue.add(() => ({ event: page, of }));
    expect(await told(queue)).toMatchObject({ all: 100, dropped: 30, accepted: 70 });
  });
});
