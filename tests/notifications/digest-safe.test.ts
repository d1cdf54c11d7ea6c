import { eq, inArray, isNotNull } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { openFile } from "#db/connection.ts";
import { newId } from "#db/ids.ts";
import { itemLinks, outbox, suppressions } from "#db/schema/mail.ts";
import { orders } from "#db/schema/orders.ts";
import { people } from "#db/schema/organizations.ts";
import { staffOf } from "#db/tenant.ts";
import { listFailedMails, sendAgain } from "#app/company/failed-mails.ts";
import { drain } from "#app/jobs/loop.ts";
import { sendMails } from "#app/mail/sender.ts";
import { hearFromPostmark } from "#app/mail/webhook.ts";
import { mailKinds } from "#app/mails.ts";
import { notificationsMails } from "#app/notifications/mails.ts";
import { notificationsWork } from "#app/notifications/work.ts";
import { makePortal } from "#app/portal.server.ts";
import { mailWorker } from "#app/workers.ts";
import { linksOf } from "#tests/fakes/postmark/server.ts";
import { bounce, delivery } from "#tests/fakes/postmark/webhooks.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { monday } from "#tests/world.ts";
import { keepTimes, wish } from "./digest-rows.ts";
import { openBeforeEach, type TownWithPostmark } from "./town-with-postmark.ts";

const hour = 3_600_000;
const day = 24 * hour;
let { town, postmark } = {} as TownWithPostmark;
openBeforeEach((opened) => ({ town, postmark } = opened));
beforeEach(() => {
  wish(town, town.ada, "steps", "digest");
});

const workers = [...notificationsWork.workers!, mailWorker];
const round = () => town.drain(workers);
const toAda = () => postmark.sent.filter(({ To }) => To === town.ada.email);
const mails = () =>
  town.system.db
    .select()
    .from(outbox)
    .all()
    .filter(({ personId }) => personId === town.ada.id);
const steps = () => mails().filter(({ kind }) => kind === "order-step");
const digest = () => mails().find(({ kind }) => kind === "digest")!;
const states = () => [...new Set(steps().map(({ state }) => state))];
async function ship(...references: string[]) {
  for (const reference of references) {
    tellOrder(town, town.acme, reference);
    tellEvent(town, reference, { step: "shipped", eventId: reference });
  }
  await round();
}
const to = async (moment: string) => {
  town.pass(Date.parse(moment) - town.now());
  await round();
};

describe("one digest", () => {
  it("where the process dies between the provider and its note of it", async () => {
    await ship("PO-1", "PO-2");
    await to("2026-11-24T08:00Z");
    const lost = { state: "sending", leaseOwner: "dead", leaseUntil: town.now() + 30_000, sentAt: null } as const;
    town.system.db.update(outbox).set(lost).where(eq(outbox.id, digest().id)).run();
    town.system.db.update(outbox).set({ state: "bundled", sentAt: null }).where(isNotNull(outbox.bundle)).run();
    town.pass(31_000);
    await round();
    expect(digest().state).toBe("sent");
    expect(states()).toEqual(["sent"]);
    expect(toAda()).toHaveLength(1);
  });

  it("of which is told that it arrived before that is noted: what it said is not said again", async () => {
    await ship("PO-1", "PO-2");
    await to("2026-11-24T08:00Z");
    const slow = { state: "sending", leaseOwner: "slow", leaseUntil: town.now() + 30_000, sentAt: null } as const;
    town.system.db.update(outbox).set(slow).where(eq(outbox.id, digest().id)).run();
    town.system.db.update(outbox).set({ state: "bundled", sentAt: null }).where(isNotNull(outbox.bundle)).run();
    hearFromPostmark(town.portal, notificationsMails, delivery(toAda()[0]!, town.now()));
    expect(digest().state).toBe("delivered");
    expect(states()).toEqual(["sent"]);
    await to("2026-11-25T08:00Z");
    expect(toAda()).toHaveLength(1);
  });

  it("where the provider takes it and says nothing", async () => {
    await ship("PO-1", "PO-2");
    postmark.faults.status(500, 1, { path: "/email", after: true });
    await to("2026-11-24T08:00Z");
    expect(states()).toEqual(["bundled"]);
    await to("2026-11-24T08:01Z");
    expect(states()).toEqual(["sent"]);
    expect(toAda()).toHaveLength(1);
  });

  it("where the clock is set back an hour over its moment; what comes then is in the next", async () => {
    await ship("PO-1", "PO-2");
    await to("2026-11-24T08:00Z");
    town.pass(-hour);
    await ship("PO-3", "PO-4");
    await to("2026-11-24T09:00Z");
    expect(toAda()).toHaveLength(1);
    await to("2026-11-25T08:00Z");
    expect(toAda().map(({ TextBody }) => TextBody!.match(/PO-\d/g))).toEqual([
      ["PO-1", "PO-2"],
      ["PO-3", "PO-4"],
    ]);
  });

  it("where that happens while nobody knows whether it went, and its times are changed", async () => {
    await ship("PO-1", "PO-2");
    postmark.faults.status(500, 1, { path: "/email", after: true });
    await to("2026-11-24T08:00Z");
    town.pass(-hour);
    keepTimes(town, town.ada, { hour: 20 });
    await to("2026-11-24T08:05Z");
    await to("2026-11-24T20:00Z");
    expect(toAda()).toHaveLength(1);
    expect(states()).toEqual(["sent"]);
  });

  it("each of two processes and a thousand mails that wait", async () => {
    const [count, each] = [50, 20];
    const slot = monday;
    tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step: "shipped", eventId: "e" });
    const model = steps()[0]!;
    const addresses = Array.from({ length: count }, (_, n) => `p${n}@acme.example`);
    for (const email of addresses) {
      const personId = town.addPerson(email);
      town.join(town.acme, personId, "member");
      for (let n = 0; n < each; n++) {
        const own = { id: newId("mail"), dedupeKey: `${email} ${n}`, recipient: email, personId };
        const waits = { state: "bundled", bundle: `${personId}:${slot}`, notBefore: slot } as const;
        town.system.db
          .insert(outbox)
          .values({ ...model, ...own, ...waits, props: { ...model.props, n } })
          .run();
      }
    }
    const other = openFile(town.path, town.config.secrets);
    const second = makePortal(other, { ...town.portal });
    await Promise.all([round(), drain(second, workers)]);
    other.sqlite.close();
    const sent = postmark.sent.filter(({ To }) => /^p\d/.test(To)).map(({ To }) => To);
    expect(sent.toSorted()).toEqual(addresses.toSorted());
  });
});

describe("what waits", () => {
  it("goes late where nothing ran in its hour, and with the next where that is twenty hours ago", async () => {
    await ship("PO-1", "PO-2");
    await to("2026-11-25T03:59Z");
    expect(toAda()).toHaveLength(1);
    await ship("PO-3", "PO-4");
    await to("2026-11-26T04:00Z");
    expect(toAda()).toHaveLength(1);
    await ship("PO-5");
    await to("2026-11-26T08:00Z");
    expect(toAda()[1]!.TextBody).toMatch(/PO-3[^]*PO-4[^]*PO-5/);
    expect(states()).toEqual(["sent"]);
  });

  it("goes with the next where a digest was queued in time and not sent", async () => {
    await ship("PO-1", "PO-2");
    postmark.faults.status(503, 1);
    await to("2026-11-24T08:00Z");
    await to("2026-11-25T05:00Z");
    expect(digest()).toMatchObject({ state: "dropped" });
    expect(states()).toEqual(["bundled"]);
    await to("2026-11-25T08:00Z");
    expect(toAda()).toHaveLength(1);
    expect(states()).toEqual(["sent"]);
  });

  it("is left out where it was turned off meanwhile: no mail, and the reason", async () => {
    await ship("PO-1", "PO-2");
    wish(town, town.ada, "steps", "off");
    await to("2026-11-24T08:00Z");
    expect(toAda()).toEqual([]);
    expect(steps()).toMatchObject([1, 2].map(() => ({ state: "dropped", error: "Turned off by whoever gets it" })));
  });

  it("is told once where the choice is now, a digest and now, and the feed tells it twice", async () => {
    wish(town, town.ada, "steps", "now");
    await ship("PO-1");
    wish(town, town.ada, "steps", "digest");
    await ship("PO-1", "PO-2");
    wish(town, town.ada, "steps", "now");
    await ship("PO-2", "PO-3");
    await to("2026-11-24T08:00Z");
    expect(toAda().map(({ Subject }) => Subject)).toEqual([1, 3, 2].map((n) => `Your order PO-${n} is on its way`));
  });

  it("goes to the address that is theirs by then", async () => {
    await ship("PO-1", "PO-2");
    town.system.db.update(people).set({ email: "ada@new.example" }).where(eq(people.id, town.ada.id)).run();
    await to("2026-11-24T08:00Z");
    expect(toAda()).toEqual([]);
    expect(postmark.sent.filter(({ To }) => To === "ada@new.example")).toHaveLength(1);
    expect(steps()).toMatchObject([1, 2].map(() => ({ state: "sent", recipient: "ada@new.example" })));
  });

  it("goes to the new address with links that work, while those of the old one are dead", async () => {
    wish(town, town.ada, "steps", "now");
    await ship("PO-1");
    wish(town, town.ada, "steps", "digest");
    await ship("PO-2", "PO-3");
    town.system.db.update(people).set({ email: "ada@new.example" }).where(eq(people.id, town.ada.id)).run();
    await to("2026-11-24T08:00Z");
    const statuses = async (email: string) => {
      const links = postmark.sent.filter(({ To }) => To === email).flatMap((mail) => linksOf(mail));
      const answers = links
        .filter((link) => link.includes("/l/"))
        .map(async (link) => (await town.fetch(new URL(link).pathname)).status);
      return Promise.all(answers);
    };
    expect([await statuses(town.ada.email), await statuses("ada@new.example")]).toEqual([[410], [200, 200]]);
  });

  it("goes to that address too where it changed while its digest could not be sent, by the choices of then", async () => {
    await ship("PO-1");
    await ship("PO-2");
    postmark.faults.status(503, 1);
    await to("2026-11-24T08:00Z");
    town.system.db.update(people).set({ email: "ada@new.example" }).where(eq(people.id, town.ada.id)).run();
    await to("2026-11-24T09:00Z");
    expect(digest()).toMatchObject({ state: "dropped" });
    wish(town, town.ada, "steps", "off");
    await to("2026-11-25T08:00Z");
    expect(postmark.sent.filter(({ To }) => To.startsWith("ada@"))).toEqual([]);
    expect(steps()).toMatchObject([1, 2].map(() => ({ state: "dropped", error: "Turned off by whoever gets it" })));
  });

  it("is lost with its digest, and can be sent again", async () => {
    await ship("PO-1", "PO-2");
    postmark.refuse(town.ada.email, 300);
    await to("2026-11-24T08:00Z");
    expect(digest().state).toBe("failed");
    expect(states()).toEqual(["failed"]);
    postmark.reactivate(town.ada.email);
    for (const { id } of steps()) sendAgain(staffOf(town.connection, town.sam.email), id, town.now());
    await round();
    await to("2026-11-25T08:00Z");
    expect(toAda()).toHaveLength(1);
    expect(states()).toEqual(["sent"]);
  });

  it("goes again each by itself: a digest that failed is nothing to send", async () => {
    await ship("PO-1", "PO-2");
    postmark.refuse(town.ada.email, 300);
    await to("2026-11-24T08:00Z");
    const staff = staffOf(town.connection, town.sam.email);
    const listed = listFailedMails(staff, {}, "en-GB", town.now());
    expect(listed.map(({ title }) => title)).toEqual(["order-step", "order-step"]);
    expect(sendAgain(staff, digest().id, town.now())).toEqual([]);
    expect(sendAgain(staff, listed[0]!.id, town.now(), true)).toHaveLength(2);
  });

  it.each([
    ["after it was noted", "sent"],
    ["before that", "bundled"],
  ] as const)("came back where its digest did, %s, and counts as one mail that did", async (_, state) => {
    await ship("PO-1", "PO-2");
    await to("2026-11-24T08:00Z");
    town.system.db.update(outbox).set({ state }).where(isNotNull(outbox.bundle)).run();
    hearFromPostmark(town.portal, notificationsMails, bounce(toAda()[0]!, town.now(), { type: "SoftBounce" }));
    const one = { state: "bounced", error: "Its digest bounced (SoftBounce)", returnedAt: null };
    expect(steps()).toMatchObject([one, one]);
    expect(digest()).toMatchObject({ state: "bounced", returnedFor: "SoftBounce" });
    expect(town.system.db.select().from(suppressions).all()).toEqual([]);
  });

  it("ends where the address gets no more mails", async () => {
    await ship("PO-1", "PO-2");
    town.system.db
      .insert(suppressions)
      .values({ email: town.ada.email, reason: "HardBounce", createdAt: monday })
      .run();
    await to("2026-11-24T08:00Z");
    expect(toAda()).toEqual([]);
    expect(states()).toEqual(["suppressed"]);
  });
});

it("what follows from a mail that is lost follows too where it is lost with its digest", async () => {
  const lost: string[] = [];
  const step = mailKinds["order-step"]!;
  const kinds = { ...mailKinds, "order-step": { ...step, whenLost: (_: unknown, id: string) => void lost.push(id) } };
  await ship("PO-1", "PO-2");
  await to("2026-11-24T08:00Z");
  expect(states()).toEqual(["sent"]);
  hearFromPostmark(town.portal, kinds, bounce(toAda()[0]!, town.now(), { type: "HardBounce" }));
  expect(states()).toEqual(["bounced"]);
  expect(lost.toSorted()).toEqual(
    steps()
      .map(({ id }) => id)
      .toSorted(),
  );
});

it("a digest of two hundred has twenty lines, says how many more, and is small", async () => {
  for (const who of [town.abe, town.ben]) wish(town, who, "steps", "off");
  await ship(...Array.from({ length: 200 }, (_, n) => `PO-${n}`));
  town.pass(day);
  let written = 0;
  const step = mailKinds["order-step"]!;
  const write: typeof step.write = (source) => (written++, step.write(source));
  await town.drain([...notificationsWork.workers!, sendMails({ ...mailKinds, "order-step": { ...step, write } })]);
  expect(written).toBe(60);
  const [mail] = toAda();
  expect(mail!.Subject).toBe("200 updates from Norrland Chairs");
  expect(mail!.TextBody).toContain("And 180 more.");
  const links = linksOf(mail!).filter((link) => link.includes("/l/"));
  expect(links).toHaveLength(20);
  // An office's scanner opens the digests of five people from one network.
  for (let people = 0; people < 5; people++)
    for (const link of links) expect((await town.fetch(new URL(link).pathname)).status).toBe(200);
  expect(town.system.db.select().from(itemLinks).all()).toHaveLength(20);
  expect(Buffer.byteLength(mail!.HtmlBody!)).toBeLessThan(60_000);
  expect(states()).toEqual(["sent"]);
});

it("a digest counts no more than still has something to say", async () => {
  await ship(...Array.from({ length: 24 }, (_, n) => `PO-${n}`));
  const over = steps().flatMap(({ props }, at) =>
    [2, 22, 23].includes(at) ? (props as { orderId: string }).orderId : [],
  );
  town.system.db.update(orders).set({ cancelled: true }).where(inArray(orders.id, over)).run();
  await to("2026-11-24T08:00Z");
  expect(toAda().map(({ Subject }) => Subject)).toEqual(["21 updates from Norrland Chairs"]);
  expect(toAda()[0]!.TextBody).toContain("And 1 more.");
  expect(steps().filter(({ state }) => state === "dropped")).toHaveLength(3);
  expect(town.system.db.select().from(itemLinks).where(eq(itemLinks.email, town.ada.email)).all()).toHaveLength(20);
});
