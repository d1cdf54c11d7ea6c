import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { notificationChoices } from "#db/schema/notifications.ts";
import { outbox } from "#db/schema/mail.ts";
import { mailWorker } from "#app/workers.ts";
import { startPostmark, type PostmarkStandIn } from "#tests/fakes/postmark/server.ts";
import { browserIn } from "#tests/http.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { monday, openTown } from "#tests/world.ts";

let postmark: PostmarkStandIn;
let town: ReturnType<typeof openTown>;
beforeEach(async () => {
  postmark = await startPostmark({ now: () => monday });
  town = openTown({ POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.url, SMTP_URL: "" });
});
afterEach(async () => {
  town.close();
  await postmark.close();
});

type Who = "ada" | "abe" | "bo" | "ben" | "ann" | "zoe";
const browserOf = (who: Who) => browserIn(town, { cookie: town.signIn(town[who].id) });

async function choose(who: Who, wanted: Record<string, string>, org: string = town.acme) {
  const browser = browserOf(who);
  await browser.get("/me/notifications");
  return browser.post(`/me/notifications/${org}`, wanted);
}

const ship = () => {
  tellOrder(town, town.acme, "PO-8001");
  tellEvent(town, "PO-8001", { step: "shipped", eventId: "e-1" });
};
const recipients = () => postmark.sent.map(({ To }) => To).toSorted();
const rows = () => town.system.db.select().from(notificationChoices).all();

describe("order news that Ada turns off", () => {
  it("is not sent to her and says why, also where it was queued before; the others get it", async () => {
    ship();
    expect((await choose("ada", { steps: "off" })).status).toBe(200);
    await town.drain([mailWorker]);
    expect(recipients()).toEqual(["abe@acme.example", "ben@acme.example"]);
    const hers = town.system.db
      .select()
      .from(outbox)
      .all()
      .find(({ recipient }) => recipient === town.ada.email);
    expect(hers).toMatchObject({ state: "dropped", error: "Turned off by whoever gets it" });
  });

  it("comes again once she turns it on, and nothing is kept of a choice that is as usual", async () => {
    expect((await choose("ada", { steps: "off" })).status).toBe(200);
    expect(rows()).toMatchObject([{ topic: "steps", mail: "off", changedVia: "page" }]);
    await choose("ada", { steps: "now" });
    expect(rows()).toEqual([]);
    ship();
    await town.drain([mailWorker]);
    expect(recipients()).toContain("ada@acme.example");
  });
});
