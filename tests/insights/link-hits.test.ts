import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newFollowed } from "#app/insights/followed.ts";
import { newLinkWindow } from "#app/insights/link-window.ts";
import { isScan, type LinkHit } from "#app/insights/who.ts";
import { mailWorker } from "#app/workers.ts";
import { browserIn } from "#tests/http.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "../page.ts";
import { openTown } from "../world.ts";
import { countedIn, going } from "./insights-rows.ts";
import { linksTo, tripsOf } from "./trip-rows.ts";

const second = 1_000;
const lynx = "Lynx/2.9.0 libwww-FM/2.14";

describe("a scan", () => {
  const at = 1_000_000;
  const hit = (more: Partial<LinkHit> = {}): LinkHit => ({
    at,
    network: "192.0.2.7",
    recipient: "ada@acme.example",
    mailId: "mail_1",
    link: "/l/one",
    isLeaving: false,
    ...more,
  });
  const long = at - 60 * second;

  it("comes before its mail is delivered, or in the fifteen seconds after", () => {
    expect(isScan(hit(), [], null)).toBe(true);
    expect(isScan(hit(), [], at + second)).toBe(true);
    expect(isScan(hit(), [], at - 14_999)).toBe(true);
    expect(isScan(hit(), [], at - 15_000)).toBe(false);
    expect(isScan(hit(), [], undefined)).toBe(false);
  });

  it("opens two links of a mail within three seconds, wherever from", () => {
    const other = { link: "/l/one/pdf", network: "198.51.100.1" };
    expect(isScan(hit(), [hit({ ...other, at: at + 2_999 })], long)).toBe(true);
    expect(isScan(hit(), [hit({ ...other, at: at + 3_000 })], long)).toBe(false);
    expect(isScan(hit(), [hit({ at: at + 500 })], long)).toBe(false);
    expect(isScan(hit(), [hit({ ...other, mailId: "mail_2" })], long)).toBe(false);
  });

  it("opens the thing and the way to stop its mails in a row", () => {
    const leaving = { link: "/u/one", isLeaving: true, mailId: null };
    expect(isScan(hit(), [hit({ ...leaving, at: at - 9_000 })], long)).toBe(true);
    expect(isScan(hit(leaving), [hit({ at: at - 9_000 })], undefined)).toBe(true);
    expect(isScan(hit(), [hit({ ...leaving, at: at - 10_000 })], long)).toBe(false);
    expect(isScan(hit(), [hit({ ...leaving, network: "198.51.100.1" })], long)).toBe(false);
  });

  it("opens three people's mails from one network within ten seconds, two are an office", () => {
    const of = (recipient: string, more: Partial<LinkHit> = {}) =>
      hit({ recipient, mailId: recipient, link: `/l/${recipient}`, at: at - 9_000, ...more });
    expect(isScan(hit(), [of("bo"), of("ben")], long)).toBe(true);
    expect(isScan(hit(), [of("bo"), of("bo", { link: "/l/other" })], long)).toBe(false);
    expect(isScan(hit(), [of("bo"), of("ben", { at: at - 10_000 })], long)).toBe(false);
    expect(isScan(hit(), [of("bo"), of("ben", { network: "198.51.100.1" })], long)).toBe(false);
  });

  it("is looked for in a bounded memory, whatever comes", () => {
    const window = newLinkWindow();
    let settled = 0;
    const settle = () => void settled++;
    for (let n = 0; n < 5_000; n++) {
      window.add({ hit: hit({ link: `/l/${n}`, at: at + n }), how: "likely", settle });
      if (n % 1_500 === 0) window.settle(at + n + 11 * second, () => undefined);
      expect(window.size()).toBeLessThanOrEqual(2_000);
    }
    window.settle(at, () => undefined, true);
    expect(settled).toBe(5_000);
    window.settle(at + 60 * second, () => undefined);
    expect(window.size()).toBe(0);
  });
});

describe("who opened a mail", () => {
  let town: ReturnType<typeof openTown>;
  let sentAt: number;
  beforeEach(async () => {
    town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
    tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step: "shipped" });
    await town.drain([mailWorker]);
    sentAt = town.now();
  });
  afterEach(() => town.close());

  const open = async (path: string, { headers = {}, ...init }: RequestInit & { ip?: string } = {}) => {
    const from = path.includes("?") ? "same-origin" : "cross-site";
    const answer = await town.fetch(path, { headers: { ...going, "Sec-Fetch-Site": from, ...headers }, ...init });
    await answer.text();
    return answer.status;
  };
  const after = (seconds: number) => town.pass(sentAt + seconds * second - town.now());
  const trip = (email = town.ben.email) => {
    countedIn(town);
    return tripsOf(town, email)[0]!;
  };
  const none = { firstHitAt: null, personAt: null, done: null, taps: 0 };
  const { item, leave } = {
    item: () => linksTo(town, town.ben.email).item,
    leave: () => linksTo(town, town.ben.email).leave,
  };

  it("is a machine that only asks whether there is something, or comes two seconds after the mail", async () => {
    after(40);
    await open(item(), { method: "HEAD" });
    expect(trip()).toMatchObject({ ...none, hitsMachine: 1 });
    town.pass(-38 * second);
    expect(await open(item())).toBe(200);
    expect(trip()).toMatchObject({ ...none, hitsMachine: 2 });
    expect(countedIn(town)).toEqual({ "/l/:token mail machine": 2, "order.seen mail machine": 2 });
  });

  it("is a machine that opens three people's links from one network, though the first looked like a person", async () => {
    after(40);
    const readers = [town.ben, town.ada, town.abe].map(({ email }) => email);
    for (const email of readers) {
      await open(linksTo(town, email).item, { ip: "192.0.2.9" });
      town.pass(3 * second);
    }
    await open(linksTo(town, town.ben.email).item, { ip: "198.51.100.3" });
    for (const email of readers.slice(1)) expect(trip(email)).toMatchObject({ ...none, hitsMachine: 1 });
    expect(trip()).toMatchObject({ hitsMachine: 1, taps: 1, done: "seen", personAt: null });
  });

  it("is a machine that follows the way to stop its mails too", async () => {
    after(40);
    await open(item());
    town.pass(4 * second);
    await open(leave());
    expect(trip()).toMatchObject({ ...none, hitsMachine: 2 });
    expect(Object.keys(countedIn(town)).filter((line) => !line.endsWith("machine"))).toEqual([]);
  });

  it("is a preview first, and then a person, who is proven by the second step: one look", async () => {
    after(20);
    await open(item());
    expect(trip()).toMatchObject({ firstHitAt: town.now(), personAt: null, taps: 1 });
    after(60);
    const lookedAt = town.now();
    await open(item());
    expect(trip()).toMatchObject({ personAt: null, taps: 1 });
    town.pass(5 * second);
    await open(`${item()}?events=all`);
    expect(trip()).toMatchObject({
      firstHitAt: sentAt + 20 * second,
      personAt: lookedAt,
      done: "seen",
      doneAt: lookedAt,
    });
    expect(trip()).toMatchObject({ taps: 1, hitsMachine: 0 });
  });

  it("is a person who is signed in, at once", async () => {
    after(30);
    const cookie = town.signIn(town.ben.id);
    expect(await open(item(), { headers: { cookie } })).toBe(303);
    await town.drain();
    expect(tripsOf(town, town.ben.email)).toMatchObject([{ personAt: town.now(), done: "seen", taps: 1 }]);
  });

  it("is a person who goes on where they are signed in: what they do there is part of the way", async () => {
    tellEvent(town, "PO-1", { step: "waiting", needs: "your approval of drawing 3" });
    await town.drain([mailWorker]);
    after(30);
    const ben = browserIn(town, { cookie: town.signIn(town.ben.id), userAgent: lynx });
    await ben.get(linksTo(town, town.ben.email, "drawing 3").item);
    const personAt = town.now();
    town.pass(10 * second);
    await ben.get(pageOf(ben.page.html).main.link(/approv/i).href);
    town.pass(10 * second);
    await ben.submit({ decision: "approved" });
    expect(pageOf(ben.page.html).text).toContain("you’ve approved this");
    countedIn(town);
    const waiting = tripsOf(town, town.ben.email).find(({ done }) => done === "answered");
    expect(waiting).toMatchObject({ personAt, doneAt: town.now(), taps: 3 });
    const followed = newFollowed();
    const mail = { mailId: null, email: town.ben.email };
    for (let n = 0; n < 3_000; n++) followed.add(`per_${n}`, { page: "/o/1", mail, item: null, at: n });
    expect([followed.size(), followed.find("per_0", "/o/1/pdf", 0)]).toEqual([1_000, null]);
    expect(followed.find("per_2999", "/o/1/pdf", 40 * 60 * second)).toBeNull();
  });

  it("is a person who sends a form, though the page's opening was taken for a machine's", async () => {
    after(5);
    const ben = browserIn(town, { userAgent: lynx });
    await ben.get(item());
    town.pass(30 * second);
    await ben.submit({ message: "Where is it?" });
    expect(ben.page.url).toMatch(/asked=R-/);
    expect(trip()).toMatchObject({ hitsMachine: 1, personAt: town.now(), done: "asked", taps: 2 });
  });

  it("is a person who asks half an hour later on the page that they had left open, and was seen no later than done", async () => {
    after(30);
    const ben = browserIn(town, { userAgent: lynx });
    await ben.get(item());
    const seenAt = town.now();
    expect(trip()).toMatchObject({ personAt: null, done: "seen", doneAt: seenAt });
    town.pass(40 * 60 * second);
    await ben.submit({ message: "Where is it?" });
    expect(trip()).toMatchObject({ personAt: seenAt, done: "seen", doneAt: seenAt, taps: 1 });
  });

  it("is likely a person who has done nothing but look, and says nothing where they are to be left out", async () => {
    after(30);
    await open(item(), { headers: { "Sec-GPC": "1" } });
    expect(trip()).toMatchObject({ ...none, hitsMachine: 0 });
    await open(item());
    town.pass(second);
    await open(`${item()}?events=all`);
    expect(trip()).toMatchObject({ firstHitAt: sentAt + 30 * second, personAt: null, done: "seen" });
  });

  it("ends in turning these mails off, in two taps", async () => {
    after(30);
    const ben = browserIn(town, { userAgent: lynx });
    await ben.get(leave());
    town.pass(4 * second);
    await ben.submit();
    expect(trip()).toMatchObject({ done: "off", taps: 2, personAt: sentAt + 30 * second, doneAt: town.now() });
  });
});
