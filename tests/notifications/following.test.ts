import { beforeEach, describe, expect, it } from "vitest";
import { outbox } from "#db/schema/mail.ts";
import { follows } from "#db/schema/notifications.ts";
import { memberships } from "#db/schema/organizations.ts";
import { removeMember } from "#app/team/members.ts";
import { mailWorker } from "#app/workers.ts";
import { browserIn } from "#tests/http.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { ask, clerk, customer, tell } from "#tests/requests/request-rows.ts";
import { openBeforeEach, type TownWithPostmark } from "./town-with-postmark.ts";

let { town, postmark } = {} as TownWithPostmark;
openBeforeEach((opened) => ({ town, postmark } = opened));

const browserOf = (who: "ada" | "abe" | "ben") => browserIn(town, { cookie: town.signIn(town[who].id) });

async function sent() {
  postmark.sent.length = 0;
  await town.drain([mailWorker]);
  return postmark.sent
    .filter(({ Tag }) => Tag !== "request-new")
    .map(({ Tag, To }) => `${Tag} to ${To}`)
    .filter((line) => !line.includes("norrland"))
    .toSorted();
}

const toAda = (lines: string[]) => lines.filter((line) => line.endsWith("ada@acme.example"));

describe("an order that Ada muted", () => {
  beforeEach(async () => {
    const { id } = tellOrder(town, town.acme, "PO-8001");
    const ada = browserOf("ada");
    const page = await ada.get(`/o/${town.acme}/orders/${id}`);
    expect(pageOf(page.html).text).toContain("Emails about this follow your notification settings.");
    const muted = await ada.post(`/o/${town.acme}/orders/${id}/following`, { state: "mute" });
    expect(pageOf(muted.html).text).toContain("You’ve muted this");
  });

  it("mails her nothing of its steps but that it waits for her, and everything of others", async () => {
    tellEvent(town, "PO-8001", { step: "waiting", eventId: "e-1", needs: "the colour" });
    expect(toAda(await sent())).toEqual(["order-step to ada@acme.example"]);
    tellEvent(town, "PO-8001", { step: "shipped", eventId: "e-2" });
    expect(await sent()).toEqual(["order-step to abe@acme.example", "order-step to ben@acme.example"]);
    tellOrder(town, town.acme, "PO-8002");
    tellEvent(town, "PO-8002", { step: "shipped", eventId: "e-3" });
    expect(toAda(await sent())).toEqual(["order-step to ada@acme.example"]);
    const dropped = town.system.db.select().from(outbox).all();
    expect(dropped.find(({ state }) => state === "dropped")?.error).toBe(
      "Its order or request was muted by whoever gets it",
    );
  });
});

describe("the list of what Ben muted", () => {
  const listed = async () => {
    const page = pageOf((await browserOf("ben").get("/me/notifications")).html).main;
    return page.rows(/Unmute/).map(({ text, hrefs }) => [text, hrefs[0]]);
  };

  it("leads to each and back from it, and has only what he may see", async () => {
    const order = `/o/${town.acme}/orders/${tellOrder(town, town.acme, "PO-1").id}`;
    const request = `/o/${town.acme}/requests/${ask(town, town.acme, customer(town.ben)).id}`;
    const ben = browserOf("ben");
    await ben.get("/me/notifications");
    expect(pageOf(ben.page.html).text).not.toContain("Muted");
    for (const path of [order, request]) {
      await ben.post(`${path}/following`, { state: "mute" });
      town.pass(1000);
    }
    expect(await listed()).toEqual([
      ["Request R-1001 Unmute", request],
      ["Order PO-1 Unmute", order],
    ]);
    await ben.get("/me/notifications");
    const { url, html } = await ben.submit({}, { action: `${order}/following` });
    expect([url, pageOf(html).text]).toEqual(["/me/notifications", expect.stringContaining("Back to your usual")]);
    expect(await listed()).toEqual([["Request R-1001 Unmute", request]]);
    await ben.post(`${order}/following`, { state: "mute" });
    town.system.db.update(memberships).set({ role: "billing" }).run();
    expect(await listed()).toEqual([["Request R-1001 Unmute", request]]);
  });
});

describe("a request", () => {
  it("that Ben follows mails him every reply though he turned replies off, and none once he may not read it", async () => {
    const request = ask(town, town.acme, customer(town.ada));
    await sent();
    const ben = browserOf("ben");
    await ben.post(`/me/notifications/${town.acme}`, { replies: "off" });
    tell(town, request.id, clerk(town.sam), { text: "It is on its way." });
    expect(await sent()).toEqual(["request-reply to ada@acme.example"]);
    await ben.post(`/o/${town.acme}/requests/${request.id}/following`, { state: "follow" });
    tell(town, request.id, clerk(town.sam), { text: "It is there." });
    expect(await sent()).toEqual(["request-reply to ada@acme.example", "request-reply to ben@acme.example"]);
    tell(town, request.id, clerk(town.sam), { text: "Are you happy?" });
    const by = { kind: "staff", name: town.sam.email } as const;
    removeMember(town.system.within(town.acme), town.ben.id, by, town.now());
    expect(await sent()).not.toContain("request-reply to ben@acme.example");
    expect(town.system.db.select().from(follows).all()).toEqual([]);
  });

  it("that Ada muted says so above its thread and mails her nothing, until she unmutes it", async () => {
    const request = ask(town, town.acme, customer(town.ada));
    const path = `/o/${town.acme}/requests/${request.id}`;
    const ada = browserOf("ada");
    const { html } = await ada.post(`${path}/following`, { state: "mute" });
    const text = pageOf(html).main.text;
    expect(text.indexOf("You’ve muted this")).toBeLessThan(text.indexOf("Where is my chair?"));
    tell(town, request.id, clerk(town.sam), { text: "It is on its way." });
    expect(toAda(await sent())).toEqual([]);
    await ada.post(`${path}/following`, { state: "usual" });
    tell(town, request.id, clerk(town.sam), { text: "It is there." });
    expect(toAda(await sent())).toEqual(["request-reply to ada@acme.example"]);
  });
});
