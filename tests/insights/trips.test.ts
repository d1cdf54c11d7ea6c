import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mailWorker } from "#app/workers.ts";
import { queueMail } from "#db/outbox.ts";
import { itemLinks, outbox } from "#db/schema/mail.ts";
import { people } from "#db/schema/organizations.ts";
import { trips } from "#db/schema/trips.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { startPostmark, type PostmarkStandIn } from "#tests/fakes/postmark/server.ts";
import { delivery } from "#tests/fakes/postmark/webhooks.ts";
import { browserIn } from "../http.ts";
import { openTown } from "../world.ts";
import { tripsOf } from "./trip-rows.ts";

const auth = "postmark:a-long-password";
const basic = `Basic ${Buffer.from(auth).toString("base64")}`;

let postmark: PostmarkStandIn;
let town: ReturnType<typeof openTown>;
beforeEach(async () => {
  postmark = await startPostmark();
  town = openTown({
    POSTMARK_SERVER_TOKEN: postmark.token,
    POSTMARK_API_URL: postmark.url,
    POSTMARK_WEBHOOK_AUTH: auth,
    SMTP_URL: "",
  });
});
afterEach(async () => {
  town.close();
  await postmark.close();
});

const all = () => town.system.db.select().from(trips).all();

async function ship(reference: string) {
  tellOrder(town, town.acme, reference);
  tellEvent(town, reference, { step: "shipped", eventId: reference });
  await town.drain([mailWorker]);
  return tripsOf(town, town.ben.email).at(-1)!;
}

function tellOfDelivery(mailId: string) {
  const mail = postmark.sent.find(({ Metadata }) => Metadata.outbox_id === mailId)!;
  const headers = { "Content-Type": "application/json", Authorization: basic };
  return town.fetch("/webhooks/postmark", {
    method: "POST",
    headers,
    body: JSON.stringify(delivery(mail, town.now())),
  });
}

describe("a trip", () => {
  it("begins with each mail that has a link to an item, and is delivered when that is told", async () => {
    const trip = await ship("PO-1");
    expect(trip).toMatchObject({ kind: "order-step", sentAt: town.now(), deliveredAt: null, taps: 0, hitsMachine: 0 });
    const sentAt = town.now();
    town.pass(4_000);
    await tellOfDelivery(trip.mailId);
    await tellOfDelivery(trip.mailId);
    expect(tripsOf(town, town.ben.email)).toMatchObject([{ sentAt, deliveredAt: town.now() }]);
    const linked = town.system.db.select({ mailId: itemLinks.mailId }).from(itemLinks).all();
    expect(linked.map(({ mailId }) => mailId).sort()).toEqual(
      all()
        .map(({ mailId }) => mailId)
        .sort(),
    );
  });

  it("is delivered when it is told of before the sender wrote down that it sent", async () => {
    const { mailId } = await ship("PO-1");
    town.system.db.delete(trips).run();
    town.system.db.update(outbox).set({ state: "sending", leaseOwner: "slow", leaseUntil: 0 }).run();
    await tellOfDelivery(mailId);
    await town.drain([mailWorker]);
    expect(tripsOf(town, town.ben.email)).toMatchObject([{ mailId, deliveredAt: town.now() }]);
  });

  it("has neither a mail without such a link nor who is to be left out", async () => {
    town.system.db.update(people).set({ isLeftOut: true }).where(eq(people.id, town.ben.id)).run();
    expect(await ship("PO-1")).toBeUndefined();
    expect(tripsOf(town, town.ada.email)).toHaveLength(1);
    const props = { browser: "Firefox on Linux", at: town.now() };
    queueMail(town.system, { kind: "new-device", recipient: town.bo.email, dedupeKey: "new", props }, town.now());
    await town.drain([mailWorker]);
    expect(tripsOf(town, town.bo.email)).toEqual([]);
  });

  it("is forgotten of who asks to be left out later, and nobody else's", async () => {
    await ship("PO-1");
    const ben = browserIn(town, { cookie: town.signIn(town.ben.id) });
    await ben.get("/me");
    await ben.submit({}, { action: "/me/counting" });
    expect(tripsOf(town, town.ben.email)).toEqual([]);
    expect(tripsOf(town, town.ada.email)).toHaveLength(1);
  });

  it("names nobody, and goes with its mail", async () => {
    const { mailId, ...rest } = await ship("PO-1");
    expect(JSON.stringify(rest)).not.toMatch(/@|org_|per_|\d{1,3}\.\d{1,3}\.|Mozilla/);
    town.system.db.delete(outbox).where(eq(outbox.id, mailId)).run();
    expect(tripsOf(town, town.ben.email)).toEqual([]);
  });

  it("has health say that deliveries aren't told, of five mails after an hour, until one is", async () => {
    const says = async () => {
      const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
      return (await sam.get("/staff/health")).html.includes("Postmark doesn’t say which emails it delivered");
    };
    const hour = 3_600_000;
    const { mailId } = await ship("PO-1");
    for (const reference of ["PO-2", "PO-3", "PO-4", "PO-5"]) await ship(reference);
    expect(await says()).toBe(false);
    town.pass(2 * hour);
    expect(await says()).toBe(true);
    await tellOfDelivery(mailId);
    expect(await says()).toBe(false);
    town.pass(25 * hour);
    expect(await says()).toBe(false);
  });

  it("is delivered when it is sent, where nobody tells of deliveries", async () => {
    const quiet = openTown({ POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.url, SMTP_URL: "" });
    tellOrder(quiet, quiet.acme, "PO-1");
    tellEvent(quiet, "PO-1", { step: "shipped" });
    await quiet.drain([mailWorker]);
    expect(tripsOf(quiet, quiet.ben.email)).toMatchObject([{ deliveredAt: quiet.now() }]);
    quiet.close();
  });
});
