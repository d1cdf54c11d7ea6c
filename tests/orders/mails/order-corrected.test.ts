import { and, eq, or } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { queueDigests } from "#app/mail/digests.ts";
import { notificationsWork } from "#app/notifications/work.ts";
import { orderOf } from "#app/orders/orders-write.ts";
import { mailWorker } from "#app/workers.ts";
import { outbox } from "#db/schema/mail.ts";
import { organizations } from "#db/schema/organizations.ts";
import { callerIn, type Caller } from "#tests/feed/caller.ts";
import { browserIn } from "#tests/http.ts";
import { wish } from "#tests/notifications/digest-rows.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";

const hour = 60 * 60_000;
let town: ReturnType<typeof openTown>;
let ops: Caller;
let read: Set<string>;
beforeEach(async () => {
  read = new Set();
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
  ops = callerIn(town);
  for (const name of ["acme", "zebra"] as const)
    town.system.db.update(organizations).set({ externalId: name }).where(eq(organizations.id, town[name])).run();
  await put();
});
afterEach(() => town.close());

const put = (more = {}) =>
  ops.put("orders/PO-1", { organization: "acme", title: "Six chairs", promisedDate: "2026-12-01", ...more });
const event = (step: string, more = {}) => ({ step, occurredAt: new Date(town.now()).toISOString(), ...more });
/** Tells a step, called as it is unless said otherwise, and lets its mails go. */
async function tell(step: string, { eventId = step, ...more }: { eventId?: string } & Record<string, unknown> = {}) {
  town.pass(1000);
  expect((await ops.post("orders/PO-1/events", { eventId, ...event(step, more) })).status).toBe(201);
}
const told = async (...what: Parameters<typeof tell>) => {
  await tell(...what);
  await mailed();
};
async function correct(eventId: string, body?: object) {
  town.pass(1000);
  const { status } = await ops.send(body ? "PUT" : "DELETE", `orders/PO-1/events/${eventId}`, body);
  expect(status).toBe(200);
}
/** What everybody was mailed since it was last asked, as "ben: subject". */
async function mailed() {
  await town.drain([...notificationsWork.workers!, mailWorker]);
  const mails = listMails(town.dataDir).filter(({ outboxId }) => !read.has(outboxId));
  for (const { outboxId } of mails) read.add(outboxId);
  return mails.map(({ to, subject, text, kind }) => ({ said: `${to.split("@")[0]}: ${subject}`, text, kind }));
}
const subjects = async () => (await mailed()).map(({ said }) => said).sort();
const toAll = (subject: string) => ["abe", "ada", "ben"].map((name) => `${name}: Your order PO-1 ${subject}`);
const rows = (kind = "order-step") => town.system.db.select().from(outbox).where(eq(outbox.kind, kind)).all();
const change = (values: Partial<typeof outbox.$inferInsert>, recipient: string) =>
  town.system.db
    .update(outbox)
    .set(values)
    .where(and(eq(outbox.kind, "order-step"), eq(outbox.recipient, recipient)))
    .run();

describe("who was mailed that an order is delivered, which it is not,", () => {
  beforeEach(() => told("shipped"));

  it("is mailed once that it is not, and how it stands, when the feed takes that back", async () => {
    await told("delivered");
    await correct("delivered");
    const mails = await mailed();
    expect(mails.map(({ said }) => said).sort()).toEqual(toAll("isn’t delivered yet"));
    expect(mails.map(({ kind }) => kind)).toEqual(Array(3).fill("order-corrected"));
    expect(mails[0]!.text).toContain(
      "We told you that your order had been delivered. That was a mistake, and we’re sorry.",
    );
    expect(mails[0]!.text).toContain("Status: Shipped\nPromised: Tuesday, 1 December 2026");
    const [link] = /^https?:\/\/\S+\/l\/\S+$/m.exec(mails[0]!.text)!;
    const { html, status } = await browserIn(town).get(new URL(link).pathname);
    expect([status, pageOf(html).all("heading", /^Shipped\. Arriving/).length]).toEqual([200, 1]);
    await correct("delivered");
    await tell("in customs");
    expect(await mailed()).toEqual([]);
  });

  it("is mailed when staff take it back, also weeks later", async () => {
    await told("delivered");
    town.pass(500 * hour);
    const { id } = orderOf(town.system, "PO-1")!;
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    await sam.get(`/staff/orders/${id}/events/removal?event=delivered`);
    expect(sam.page.html).toContain("they’ll get a correction");
    expect(sam.page.html).toContain("If your systems send this step again, or a file does, it stays undone.");
    await sam.submit();
    expect(await subjects()).toEqual(toAll("isn’t delivered yet"));
    expect(sam.page.html).toContain("Undone: the latest step of PO-1.");
  });

  it("is mailed once when it is put right, and not of what it was put to besides", async () => {
    await told("delivered");
    await correct("delivered", event("Shipped"));
    const mails = await mailed();
    expect(mails.map(({ said }) => said).sort()).toEqual(toAll("isn’t delivered yet"));
    expect(mails[0]!.text).toContain("Status: Shipped");
  });

  it("is mailed once of several corrections that come before the mail goes", async () => {
    await told("delivered");
    await correct("delivered");
    await correct("shipped");
    const mails = await mailed();
    expect(mails.map(({ said }) => said).sort()).toEqual(toAll("isn’t delivered yet"));
    expect(mails[0]!.text).not.toContain("Status");
  });

  it("is mailed of each that comes after that", async () => {
    await told("delivered");
    await correct("delivered");
    await mailed();
    await correct("shipped");
    expect(await subjects()).toEqual(toAll("isn’t on its way yet"));
  });

  it("hears no more of it where it is so again before that goes", async () => {
    await told("delivered");
    await correct("delivered");
    await tell("delivered", { eventId: "e-2" });
    expect(await subjects()).toEqual(toAll("has been delivered"));
    expect(rows("order-corrected").map(({ state }) => state)).toEqual(Array(3).fill("dropped"));
  });

  it("hears nothing of an order that is cancelled, or moved, since", async () => {
    await told("delivered");
    await put({ cancelled: true });
    await mailed();
    await correct("delivered");
    expect(await mailed()).toEqual([]);
    await put();
    await told("delivered", { eventId: "e-2" });
    await put({ organization: "zebra" });
    await correct("e-2");
    expect(await mailed()).toEqual([]);
  });

  it("is not told where the first mail came back", async () => {
    await told("delivered");
    change({ state: "bounced" }, town.ben.email);
    await correct("delivered");
    expect((await subjects()).map((said) => said.slice(0, 3))).toEqual(["abe", "ada"]);
  });
});

describe("a mail that has not gone", () => {
  it("does not go, and nobody is mailed anything", async () => {
    await tell("delivered");
    await correct("delivered");
    expect(rows().map(({ state, error }) => [state, error])).toEqual(
      Array(3).fill(["dropped", "Taken back before it was sent"]),
    );
    expect(await mailed()).toEqual([]);
  });

  it("gives way to the one of what the event is put to", async () => {
    await tell("delivered");
    await correct("delivered", event("shipped"));
    expect(await subjects()).toEqual(toAll("is on its way"));
  });

  it("goes as it is put right, where it says the same", async () => {
    await tell("shipped", { note: "Left yesterday" });
    await correct("shipped", event("shipped", { note: "Left today" }));
    const mails = await mailed();
    expect(mails.map(({ said }) => said).sort()).toEqual(toAll("is on its way"));
    expect(mails[0]!.text).toContain("Left today");
  });

  it("is followed by a correction only for whom it went to", async () => {
    await told("delivered");
    change({ state: "new", sentAt: null }, town.ben.email);
    await correct("delivered", event("shipped"));
    expect(await subjects()).toEqual([
      "abe: Your order PO-1 isn’t delivered yet",
      "ada: Your order PO-1 isn’t delivered yet",
      "ben: Your order PO-1 is on its way",
    ]);
  });

  it("is waited for while it is being sent: its correction goes if it does", async () => {
    await tell("delivered");
    change({ state: "sending", leaseOwner: "another", leaseUntil: town.now() + hour }, town.ada.email);
    change({ state: "sending", leaseOwner: "another", leaseUntil: town.now() + hour }, town.ben.email);
    await correct("delivered");
    expect(await mailed()).toEqual([]);
    change({ state: "sent", leaseOwner: null, leaseUntil: null }, town.ada.email);
    change({ state: "dropped", leaseOwner: null, leaseUntil: null }, town.ben.email);
    town.pass(hour);
    expect(await subjects()).toEqual(["ada: Your order PO-1 isn’t delivered yet"]);
  });
});

describe("a mail that waits for a digest", () => {
  const states = () =>
    rows()
      .filter(({ recipient }) => recipient === town.ada.email)
      .map(({ state }) => state);
  const tomorrow = () => town.pass(Date.parse("2026-11-24T08:00Z") - town.now());
  beforeEach(() => wish(town, town.ada, "steps", "digest"));

  it("gives way to the one of what the event is put to, which its digest tells", async () => {
    await told("delivered");
    await correct("delivered", event("shipped"));
    await mailed();
    expect(states()).toEqual(["dropped", "bundled"]);
    tomorrow();
    expect(await subjects()).toEqual(["ada: Your order PO-1 is on its way"]);
    expect(
      rows("order-corrected")
        .map(({ recipient }) => recipient)
        .sort(),
    ).toEqual([town.abe.email, town.ben.email]);
  });

  it("is corrected where its digest was on its way: at once, as soon as that went", async () => {
    await told("delivered");
    tomorrow();
    queueDigests(town.system, town.now());
    await correct("delivered");
    wish(town, town.ada, "steps", "now");
    const digest = eq(outbox.kind, "digest");
    town.system.db
      .update(outbox)
      .set({ notBefore: town.now() + hour })
      .where(digest)
      .run();
    expect((await subjects()).map((said) => said.slice(0, 3))).toEqual(["abe", "ben"]);
    town.system.db
      .update(outbox)
      .set({ state: "sent" })
      .where(or(digest, eq(outbox.state, "bundled")))
      .run();
    town.pass(hour);
    expect(await subjects()).toEqual(["ada: Your order PO-1 isn’t delivered yet"]);
  });
});

describe("nobody is mailed a correction", () => {
  it("where the order stands no further back", async () => {
    await told("shipped");
    await told("delivered");
    await correct("shipped");
    await correct("delivered", event("delivered", { note: "At the door" }));
    expect(await mailed()).toEqual([]);
  });

  it("of a step that mailed nobody", async () => {
    await told("packed");
    await correct("packed");
    expect(await mailed()).toEqual([]);
  });

  it("where it went on: that is news", async () => {
    await told("shipped");
    await correct("shipped", event("delivered"));
    expect(await subjects()).toEqual(toAll("has been delivered"));
    await correct("shipped", event("delivered", { note: "At the door" }));
    expect(await mailed()).toEqual([]);
  });
});

it("who was asked for something by mistake is told that it is not needed", async () => {
  await told("waiting", { needs: "approval of the drawing." });
  await correct("waiting");
  const mails = await mailed();
  expect(mails.map(({ said }) => said).sort()).toEqual(toAll("no longer needs anything from you"));
  expect(mails[0]!.text).toContain("We asked you for approval of the drawing for your order. That was a mistake");
});

it("who was asked for the wrong thing is asked for the right one", async () => {
  await told("waiting", { needs: "your size" });
  await correct("waiting", event("waiting", { needs: "your colour" }));
  const mails = await mailed();
  expect(mails.map(({ said }) => said).sort()).toEqual(toAll("needs something from you"));
  expect(mails[0]!.text).toContain("we need: your colour.");
});

describe("of parcels", () => {
  beforeEach(async () => {
    for (const id of ["A", "B"]) await told("shipped", { eventId: `${id} out`, parcel: { id } });
    await told("delivered", { eventId: "A in", parcel: { id: "A" } });
  });

  it("the one that has not come is named", async () => {
    await correct("A in");
    const mails = await mailed();
    expect(mails.map(({ said }) => said).sort()).toEqual(toAll("isn’t delivered yet"));
    expect(mails[0]!.text).toContain("We told you that parcel 1 of your order had been delivered.");
  });

  it("one mail says that not all have come, whichever it was", async () => {
    await told("delivered", { eventId: "B in", parcel: { id: "B" } });
    await correct("A in");
    const mails = await mailed();
    expect(mails.map(({ said }) => said).sort()).toEqual(toAll("isn’t delivered yet"));
    expect(mails[0]!.text).toContain("We told you that your order had been delivered.");
    expect(mails[0]!.text).toContain("Status: 1 of 2 parcels delivered");
  });

  it("an event that was of another parcel is put right", async () => {
    await correct("A in", event("delivered", { parcel: { id: "B" } }));
    const mails = await mailed();
    expect(mails.map(({ said }) => said).sort()).toEqual(toAll("isn’t delivered yet"));
    expect(mails[0]!.text).toContain("parcel 1 of your order had been delivered. That was a mistake");
    expect(mails[0]!.text).toContain("Status: 1 of 2 parcels delivered");
  });
});
