import { beforeEach, describe, expect, it } from "vitest";
import { asc } from "drizzle-orm";
import { memberships } from "#db/schema/organizations.ts";
import { outbox } from "#db/schema/mail.ts";
import { follow } from "#app/people/follows.ts";
import { notificationsWork } from "#app/notifications/work.ts";
import { mailWorker } from "#app/workers.ts";
import { browserIn } from "#tests/http.ts";
import type { PersonId } from "#db/ids.ts";
import { linksOf } from "#tests/fakes/postmark/server.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { wish } from "./digest-rows.ts";
import { openBeforeEach, type TownWithPostmark } from "./town-with-postmark.ts";

const hour = 3_600_000;
let { town, postmark } = {} as TownWithPostmark;
openBeforeEach((opened) => ({ town, postmark } = opened));

const round = () => town.drain([...notificationsWork.workers!, mailWorker]);
const rows = () => town.system.db.select().from(outbox).orderBy(asc(outbox.createdAt)).all();
const toAda = () => postmark.sent.filter(({ To }) => To === town.ada.email);
const hers = () => rows().filter(({ recipient }) => recipient === town.ada.email);
const statesOf = (kind: string) =>
  hers()
    .filter((row) => row.kind === kind)
    .map(({ state }) => state);
const reasons = () => hers().map(({ error }) => error);
const ship = (reference: string, step = "shipped") =>
  tellEvent(town, reference, { step, eventId: `${reference}:${step}` });
const tomorrowAt = (clock: string) => town.pass(Date.parse(`2026-11-24T${clock}Z`) - town.now());

describe("a digest", () => {
  beforeEach(() => wish(town, town.ada, "steps", "digest"));

  it("tells of all that waited in one mail, each line leading to its screen", async () => {
    const { acme } = town;
    for (const reference of ["PO-1", "PO-2"]) tellOrder(town, acme, reference);
    ship("PO-1");
    await round();
    town.pass(hour);
    ship("PO-2");
    await round();
    expect(toAda()).toEqual([]);
    expect(hers()).toMatchObject([1, 2].map(() => ({ state: "bundled", attempts: 0, leaseOwner: null })));
    tomorrowAt("07:59");
    await round();
    expect(toAda()).toEqual([]);
    tomorrowAt("08:00");
    await round();
    const [mail, ...more] = toAda();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ Tag: "digest", Subject: "2 updates from Norrland Chairs" });
    const links = linksOf(mail!);
    expect(links).toHaveLength(4);
    for (const [at, reference] of ["PO-1", "PO-2"].entries())
      expect(await (await town.fetch(new URL(links[at]!).pathname)).text()).toContain(reference);
    expect(hers().map(({ state, subject }) => [state, subject])).toEqual([1, 2, 3].map(() => ["sent", null]));
    await round();
    expect(toAda()).toHaveLength(1);
  });

  it("of which one is left is that mail itself", async () => {
    tellOrder(town, town.acme, "PO-1");
    ship("PO-1");
    await round();
    tomorrowAt("08:00");
    await round();
    expect(toAda()).toMatchObject([{ Subject: "Your order PO-1 is on its way" }]);
    expect(toAda()[0]!.TextBody).not.toContain("digest");
    expect(statesOf("order-step")).toEqual(["sent"]);
  });

  it("tells only the newest step of an order", async () => {
    for (const reference of ["PO-1", "PO-2"]) tellOrder(town, town.acme, reference);
    ship("PO-1");
    ship("PO-2");
    await round();
    town.pass(hour);
    ship("PO-1", "delivered");
    await round();
    tomorrowAt("08:00");
    await round();
    expect(toAda()).toHaveLength(1);
    expect(toAda()[0]!.TextBody).toContain("Your order PO-1 has been delivered");
    expect(toAda()[0]!.TextBody).not.toContain("PO-1 is on its way");
    expect(statesOf("order-step").toSorted()).toEqual(["dropped", "sent", "sent"]);
    expect(reasons()).toContain("A later one replaced it");
  });

  it("tells who was removed a minute before nothing of it", async () => {
    for (const reference of ["PO-1", "PO-2"]) tellOrder(town, town.acme, reference);
    ship("PO-1");
    ship("PO-2");
    await round();
    tomorrowAt("07:59");
    town.system.db.delete(memberships).run();
    town.pass(60_000);
    await round();
    expect(toAda()).toEqual([]);
    expect(statesOf("order-step")).toEqual(["dropped", "dropped"]);
  });

  it("leaves out an order that was muted meanwhile; one that is followed comes at once", async () => {
    const [muted, followed] = ["PO-1", "PO-2"].map((reference) => tellOrder(town, town.acme, reference).id);
    const order = (itemId: string) => ({ kind: "order", itemId }) as const;
    const tenant = town.system.within(town.acme);
    follow(tenant, town.ada.id, order(followed!), "follow", town.now());
    ship("PO-1");
    ship("PO-2");
    await round();
    expect(toAda()).toMatchObject([{ Subject: "Your order PO-2 is on its way" }]);
    follow(tenant, town.ada.id, order(muted!), "mute", town.now());
    tomorrowAt("08:00");
    await round();
    expect(toAda()).toHaveLength(1);
    expect(reasons()).toContain("Its order or request was muted by whoever gets it");
  });

  it("is none where all of it was looked at in the portal meanwhile", async () => {
    const paths = ["PO-1", "PO-2"].map(
      (reference) => `/o/${town.acme}/orders/${tellOrder(town, town.acme, reference).id}`,
    );
    ship("PO-1");
    ship("PO-2");
    await round();
    const look = (who: { id: PersonId }, path: string) => browserIn(town, { cookie: town.signIn(who.id) }).get(path);
    for (const path of paths) await look(town.ben, path);
    expect(statesOf("order-step")).toEqual(["bundled", "bundled"]);
    for (const path of paths) expect((await look(town.ada, path)).status).toBe(200);
    expect(reasons()).toEqual([1, 2].map(() => "Seen in the portal before its digest was due"));
    tomorrowAt("08:00");
    await round();
    expect(toAda()).toEqual([]);
  });
});
