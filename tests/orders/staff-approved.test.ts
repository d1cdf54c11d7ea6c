import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { mailWorker } from "#app/workers.ts";
import { cancelOrder } from "#app/orders/orders-by-staff.ts";
import { removeOrder } from "#app/orders/orders-write.ts";
import { staff } from "#db/schema/organizations.ts";
import { staffOf } from "#db/tenant.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { tellEvent, tellOrder } from "./order-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let order: string;

beforeEach(async () => {
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
  town.system.db.insert(staff).values({ email: "eva@norrland.example", addedBy: "test", createdAt: 0 }).run();
  order = tellOrder(town, town.acme, "PO-1").id;
  tellEvent(town, "PO-1", { step: "waiting", needs: "approval of the drawing" });
  town.pass(60_000);
  const ben = browserIn(town, { cookie: town.signIn(town.ben.id) });
  await ben.get(`/o/${town.acme}/orders/${order}/approval?event=waiting`);
  await ben.submit({ note: "In oak, please" });
  await ben.post(`/o/${town.acme}/orders/${order}/approval?event=waiting`, { note: "" });
});
afterEach(() => town.close());

const sam = () => browserIn(town, { cookie: town.signIn(town.sam.id) });
const today = async () => (await sam().get("/staff")).html;
const said = "ben@acme.example said yes to “approval of the drawing” for PO-1. You can carry on.";

describe("what a customer approves", () => {
  it("is mailed to everybody of the company, once, with who, what and the way to the order", async () => {
    await town.drain([mailWorker]);
    const mails = listMails(town.dataDir).filter(({ kind }) => kind === "staff-approved");
    expect(mails.map(({ to }) => to).sort()).toEqual(["eva@norrland.example", "sam@norrland.example"]);
    const [{ subject, text, replyTo }] = mails as [(typeof mails)[number]];
    expect([subject, replyTo]).toEqual(["Order PO-1 was approved", "ben@acme.example"]);
    for (const part of ["Acme GmbH", "approval of the drawing", "In oak, please", "23 November 2026"])
      expect(text).toContain(part);
    const [url] = /^https:\S+\/staff\/orders\/\S+$/m.exec(text)!;
    expect((await sam().get(new URL(url).pathname)).html).toContain("PO-1");
  });

  it("stands on the first page of the day, and leads to the order", async () => {
    const html = await today();
    expect(html).toContain(said);
    expect(pageOf(html).row(said).all("link")[0]!.href).toBe(`/staff/orders/${order}`);
    expect(html).not.toContain("You’re all caught up");
  });

  it("is gone from there when the order goes on, not when something older is told", async () => {
    tellEvent(town, "PO-1", { step: "placed", occurredAt: town.now() - 1 });
    expect(await today()).toContain(said);
    town.pass(1000);
    tellEvent(town, "PO-1", { step: "packed" });
    expect(await today()).toContain("You’re all caught up");
  });

  it("is gone when the order is cancelled or taken away", async () => {
    cancelOrder(staffOf(town.connection, town.sam.email), order, null, town.now());
    expect(await today()).not.toContain(said);
  });

  it("is gone when the order is", async () => {
    removeOrder(town.system, order, town.now());
    expect(await today()).not.toContain(said);
  });

  it("is ticked off by staff, whoever comes second, and stands in the log", async () => {
    const browser = sam();
    await browser.get("/staff");
    const action = /\/staff\/tasks\/\d+\/completion/.exec(browser.page!.html)![0];
    expect((await browser.submit({}, { action })).html).toContain(`Done: ${said}`);
    expect(await today()).not.toContain(said);
    expect((await browser.post(action, {})).html).toContain("That has already been done");
    expect(pageOf((await browser.get("/staff/log")).html).main.text).toContain("Done ben@acme.example said yes");
  });
});

describe("a change that a customer asks for", () => {
  const wants = "ben@acme.example asked for a change to “approval of drawing 4” on PO-1. It’s waiting for you.";

  beforeEach(async () => {
    await town.drain([mailWorker]);
    tellEvent(town, "PO-1", { eventId: "e-2", step: "waiting", needs: "approval of drawing 4" });
    town.pass(60_000);
    const ben = browserIn(town, { cookie: town.signIn(town.ben.id) });
    const path = `/o/${town.acme}/orders/${order}/approval?event=e-2`;
    await ben.get(path);
    await ben.submit({ decision: "change", note: "The top step 5 cm lower" });
    await ben.post(path, { decision: "change", note: "And wider" });
  });

  it("is mailed to everybody of the company, once, with its words; a reply goes to who asked", async () => {
    await town.drain([mailWorker]);
    const mails = listMails(town.dataDir).filter(({ kind }) => kind === "staff-change-asked");
    expect(mails.map(({ to }) => to).sort()).toEqual(["eva@norrland.example", "sam@norrland.example"]);
    const [{ subject, text, replyTo }] = mails as [(typeof mails)[number]];
    expect([subject, replyTo]).toEqual(["Order PO-1 needs a change", "ben@acme.example"]);
    for (const part of ["Acme GmbH", "approval of drawing 4", "The top step 5 cm lower", "It’s waiting for you now"])
      expect(text).toContain(part);
    expect(text).not.toContain("And wider");
    expect(listMails(town.dataDir).filter(({ kind }) => kind === "staff-approved")).toHaveLength(2);
  });

  it("stands on the first page of the day until the company asks anew", async () => {
    expect(
      pageOf(await today())
        .row(wants)
        .all("link")[0]!.href,
    ).toBe(`/staff/orders/${order}`);
    expect(await today()).not.toContain(said);
    town.pass(1000);
    tellEvent(town, "PO-1", { eventId: "e-3", step: "waiting", needs: "approval of drawing 5" });
    expect(await today()).not.toContain(wants);
  });
});
