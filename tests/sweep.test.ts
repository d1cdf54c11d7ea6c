import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dropOld } from "#app/sweep.ts";
import { endSessionBehind } from "#app/sign-in/sessions.ts";
import { challenges, limits, onceKeys, sessions } from "#db/schema/sign-in.ts";
import { remindOfCards } from "#app/billing/news/card-reminders.ts";
import { remindOfInvoices } from "#app/billing/news/reminders.ts";
import { commandLine, note } from "#app/company/audit-log.ts";
import { ages } from "#app/jobs/ages.ts";
import { markLateOrders } from "#app/orders/late-orders.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { mailWorker } from "#app/workers.ts";
import { itemLinks, jobs, outbox } from "#db/schema/mail.ts";
import { auditLog } from "#db/schema/organizations.ts";
import { stripeEvents } from "#db/schema/stripe.ts";
import { invites, joinRequests } from "#db/schema/team.ts";
import { addMail } from "#tests/mail/mail-rows.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { browserIn } from "#tests/http.ts";
import { plansOf } from "#tests/plans.ts";
import { openTown } from "#tests/world.ts";
import { ask, day, hour } from "./sign-in/door.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

describe("the sweep", () => {
  const left = () =>
    [challenges, limits, onceKeys, sessions].map((table) => town.system.db.select().from(table).all().length);

  it("takes what is long over, and nothing else", async () => {
    await ask(browserIn(town), "ada@acme.example");
    town.system.db.insert(onceKeys).values({ key: "k", location: "/", createdAt: town.now() }).run();
    const ended = town.signIn(town.ada.id).split("=")[1]!;
    town.signIn(town.ben.id);
    endSessionBehind(town.system, ended, town.now());
    const all = left();
    expect(await dropOld(town.system, town.now())).toBe(0);
    expect(left()).toEqual(all);
    town.pass(day + hour);
    await dropOld(town.system, town.now());
    expect(left()).toEqual([1, 0, 1, 2]);
    town.pass(30 * day);
    await dropOld(town.system, town.now());
    expect(left()).toEqual([0, 0, 0, 2]);
    town.pass(60 * day);
    expect(await dropOld(town.system, town.now())).toBe(1);
    expect(left()).toEqual([0, 0, 0, 1]);
    town.pass(31 * day);
    expect(await dropOld(town.system, town.now())).toBe(1);
    expect(left()).toEqual([0, 0, 0, 0]);
  });

  it("finds by its age what there is much of, and reads nothing else", async () => {
    const asked = await plansOf(town, () => dropOld(town.system, town.now()));
    expect(
      asked.filter((line) => /SCAN (?!once_keys|drafts|leaving_answers|invites|join_requests)/.test(line)),
    ).toEqual([]);
    const mails = asked.filter((line) => /outbox USING INDEX/.test(line));
    expect(mails).toEqual([
      "SEARCH outbox USING INDEX outbox_created (created_at<?)",
      "SEARCH outbox USING INDEX outbox_codes (created_at<?)",
    ]);
  });
});

const hours = (n: number) => n * hour;
const count = (table: SQLiteTable) => town.system.db.select().from(table).all().length;

describe("what is only old", () => {
  it.each<[keyof typeof ages, SQLiteTable, () => void]>([
    ["mails", outbox, () => addMail(town, {}, { state: "failed" })],
    ["codeMails", outbox, () => addMail(town, { kind: "sign-in" }, { state: "dropped" })],
    [
      "itemLinks",
      itemLinks,
      () =>
        createItemLink(
          town.system.within(town.acme),
          { kind: "order", itemId: "ord_1", email: "a@x.example" },
          town.now(),
        ),
    ],
    ["auditLog", auditLog, () => note(town.system, commandLine, { action: "staff.added" }, town.now())],
    ["invites", invites, () => addInvite({})],
    ["joinRequests", joinRequests, () => addJoinRequest()],
    ["parkedJobs", jobs, () => park("pdf.cache")],
    ["stripeEvents", stripeEvents, () => addEvent()],
  ])("%s go at their age and not before", async (name, table, add) => {
    add();
    town.pass(ages[name] - hours(1));
    expect([await dropOld(town.system, town.now()), count(table)]).toEqual([0, 1]);
    town.pass(hours(2));
    expect([await dropOld(town.system, town.now()), count(table)]).toEqual([1, 0]);
  });

  const addInvite = (values: object) =>
    town.system.db
      .insert(invites)
      .values({
        id: "inv_1",
        orgId: town.acme,
        email: "eve@acme.example",
        role: "member",
        byPerson: town.ada.id,
        sends: 1,
        sentAt: 0,
        createdAt: 0,
        expiresAt: town.now(),
        ...values,
      })
      .run();
  const addJoinRequest = () =>
    town.system.db
      .insert(joinRequests)
      .values({ id: "jr_1", orgId: town.acme, personId: town.zoe.id, why: "invite", askedAt: 0, decidedAt: town.now() })
      .run();

  it("keeps that an address wants no invitations", async () => {
    addInvite({ declinedAt: town.now() });
    town.pass(1_000 * day);
    expect([await dropOld(town.system, town.now()), count(invites)]).toEqual([0, 1]);
  });

  const park = (kind: string) =>
    town.system.db.insert(jobs).values({ kind, ids: {}, notBefore: 0, createdAt: 0, parkedAt: town.now() }).run();
  const addEvent = () =>
    town.system.db
      .insert(stripeEvents)
      .values({
        eventId: "evt_1",
        source: "webhook",
        style: "thin",
        type: "x",
        receivedAt: town.now(),
        status: "queued",
      })
      .run();

  it("leaves mails that still wait, work that is not given up, and imports that offer to go on", async () => {
    addMail(town, {}, { state: "new", sentAt: null });
    town.system.db.insert(jobs).values({ kind: "pdf.cache", ids: {}, notBefore: 0, createdAt: 0 }).run();
    park("import.apply");
    town.pass(500 * day);
    expect([await dropOld(town.system, town.now()), count(outbox), count(jobs)]).toEqual([0, 1, 2]);
  });

  it("goes in small steps: pages are answered between them", async () => {
    for (let n = 0; n < 1_300; n++) note(town.system, commandLine, { action: "staff.added" }, town.now());
    town.pass(401 * day);
    let turns = 0;
    const turn = () => void (turns++, (timer = setImmediate(turn)));
    let timer = setImmediate(turn);
    expect(await dropOld(town.system, town.now())).toBe(1_300);
    clearImmediate(timer);
    expect(turns).toBeGreaterThan(3);
  });
});

it("sends nothing twice of which the mail's row is gone", async () => {
  addInvoice(town, town.acme, { number: "INV-1", dueAt: town.now() - hours(25), firstSeenAt: town.now() - 10 * day });
  tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-22" });
  tellEvent(town, "PO-1", { step: "shipped", eventId: "e-1" });
  const remind = async () => {
    for (const tell of [remindOfInvoices, markLateOrders, remindOfCards]) await tell(town.system, town.now());
    tellEvent(town, "PO-1", { step: "shipped", eventId: "e-1" });
    return count(outbox);
  };
  expect(await remind()).toBeGreaterThan(1);
  await town.drain([mailWorker]);
  town.system.db.update(outbox).set({ state: "sent" }).run();
  town.pass(401 * day);
  await dropOld(town.system, town.now());
  expect(count(outbox)).toBe(0);
  expect(await remind()).toBe(0);
});

it("the README tells every age", () => {
  const readme = readFileSync(resolve(import.meta.dirname, "../README.md"), "utf8");
  const part = readme.slice(readme.indexOf("## What is kept how long"), readme.indexOf("## Upgrade"));
  const told = [...part.matchAll(/\| (\d+) days? +\|$/gm)].map(([, days]) => Number(days) * day);
  expect(told.toSorted((a, b) => a - b)).toEqual(Object.values(ages).toSorted((a, b) => a - b));
});
