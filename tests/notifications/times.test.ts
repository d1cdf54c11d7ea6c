import { beforeEach, describe, expect, it } from "vitest";
import { outbox } from "#db/schema/mail.ts";
import { notificationsWork } from "#app/notifications/work.ts";
import { mailWorker } from "#app/workers.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { addMail } from "#tests/mail/mail-rows.ts";
import { monday } from "#tests/world.ts";
import { keepTimes, wish } from "./digest-rows.ts";
import { openBeforeEach, type TownWithPostmark } from "./town-with-postmark.ts";

const hour = 3_600_000;
const day = 24 * hour;
let { town, postmark } = {} as TownWithPostmark;
openBeforeEach((opened) => ({ town, postmark } = opened));
beforeEach(() => {
  tellOrder(town, town.acme, "PO-1");
});

const round = () => town.drain([...notificationsWork.workers!, mailWorker]);
const ship = (step = "shipped") => tellEvent(town, "PO-1", { step, eventId: step });
const subjects = () => postmark.sent.filter(({ To }) => To === town.ada.email).map(({ Subject }) => Subject);
const hers = () => {
  const rows = town.system.db.select().from(outbox).all();
  return rows.filter(({ recipient, kind }) => recipient === town.ada.email && kind !== "digest");
};
const to = async (moment: string) => {
  town.pass(Date.parse(moment) - town.now());
  await round();
};
const needApproval = () => tellEvent(town, "PO-1", { step: "design", needs: "approval", eventId: "w" });

describe("quiet hours", () => {
  beforeEach(() => keepTimes(town, town.ada, { zone: "Europe/Berlin", quiet: { from: 20, to: 7 } }));

  it("hold order news back, at no cost, and nothing that asks for something", async () => {
    town.pass(Date.parse("2026-11-23T19:30Z") - town.now());
    ship();
    needApproval();
    const invoiceId = addInvoice(town, town.acme, { number: "INV-1" });
    addMail(town, { kind: "invoice-ready", orgId: town.acme, props: { invoiceId } }, { state: "new", sentAt: null });
    await round();
    expect(subjects()).toEqual(["Your order PO-1 needs something from you", expect.stringContaining("INV-1")]);
    const until = Date.parse("2026-11-24T06:00Z");
    expect(hers()[0]).toMatchObject({ state: "new", attempts: 0, notBefore: until, heldUntil: until });
    await to("2026-11-24T05:59Z");
    expect(subjects()).toHaveLength(2);
    await to("2026-11-24T06:00Z");
    expect(subjects()).toContain("Your order PO-1 is on its way");
  });

  it("that are changed let go what they hold", async () => {
    town.pass(Date.parse("2026-11-23T19:30Z") - town.now());
    ship();
    await round();
    expect(subjects()).toEqual([]);
    keepTimes(town, town.ada, { zone: "Europe/Berlin" });
    await round();
    expect(subjects()).toHaveLength(1);
  });

  it("are no age: a mail that was held for long is still tried for three days", async () => {
    const held = monday + 20 * day;
    addMail(town, { kind: "new-device" }, { state: "new", sentAt: null, notBefore: held, heldUntil: held });
    town.pass(20 * day);
    postmark.faults.rateLimit(1);
    await round();
    expect(hers()).toMatchObject([{ state: "new", attempts: 1 }]);
  });
});

describe("a pause", () => {
  beforeEach(() => keepTimes(town, town.ada, { days: "monday", pausedUntil: "2026-12-10" }));

  it("puts news into one digest of the morning after, and lets pass what is waited for", async () => {
    tellOrder(town, town.acme, "PO-2");
    ship();
    needApproval();
    await round();
    await to("2026-12-01T12:00Z");
    tellEvent(town, "PO-2", { step: "shipped", eventId: "second" });
    await round();
    await to("2026-12-11T07:59Z");
    expect(subjects()).toEqual(["Your order PO-1 needs something from you"]);
    await to("2026-12-11T08:00Z");
    expect(subjects()).toEqual([expect.anything(), "2 updates from Norrland Chairs"]);
    tellOrder(town, town.acme, "PO-3");
    tellEvent(town, "PO-3", { step: "shipped", eventId: "third" });
    await round();
    expect(subjects()).toHaveLength(3);
  });

  it("that ends early gives what waited to the next digest", async () => {
    ship();
    await round();
    keepTimes(town, town.ada, { hour: 18 });
    await to("2026-11-23T18:00Z");
    expect(subjects()).toEqual(["Your order PO-1 is on its way"]);
  });

  it("does not turn on what is off", async () => {
    wish(town, town.ada, "steps", "off");
    ship();
    await round();
    expect(hers()).toMatchObject([{ state: "dropped" }]);
  });
});

it("a digest comes at the hour of the person's own zone", async () => {
  wish(town, town.ada, "steps", "digest");
  keepTimes(town, town.ada, { zone: "America/New_York", hour: 9, days: "weekdays" });
  await to("2026-11-27T14:30Z");
  ship();
  await round();
  await to("2026-11-30T13:59Z");
  expect(subjects()).toEqual([]);
  await to("2026-11-30T14:00Z");
  expect(subjects()).toHaveLength(1);
});

describe("the page", () => {
  const path = "/me/notifications/times";
  const fieldsOf = (html: string) => formsOf(html, path).find((form) => form.path === path)!.fields;
  const ada = () => browserIn(town, { cookie: town.signIn(town.ada.id) });

  it("takes a city for a zone, shows its time, and says on Notifications when the digest comes", async () => {
    const browser = ada();
    await browser.get("/me/notifications");
    await browser.get(pageOf(browser.page.html).main.link("Change when emails come").href);
    expect(pageOf(browser.page.html).text).toContain("It’s 10:00 in UTC now.");
    const wanted = { zone: " new york", hour: "9", days: "weekdays", quietFrom: "21", quietTo: "6", pausedUntil: "" };
    const saved = await browser.post(path, wanted);
    expect(saved.url).toBe("/me/notifications");
    expect(pageOf(saved.html).text).toContain("If you choose a digest, it comes Monday to Friday at 09:00 (New York).");
    expect(saved.html).toContain("Saved. Emails will come at these times.");
    await browser.get(path);
    expect(pageOf(browser.page.html).text).toContain("It’s 05:00 in New York now.");
    expect(fieldsOf(browser.page.html)).toEqual({ ...wanted, zone: "America/New York" });
  });

  it("has mails tell times by that zone's clocks, as the browser writes them", async () => {
    const headers = { "Accept-Language": "en-US" };
    const wanted = { zone: "New York", hour: "9", days: "daily", quietFrom: "", quietTo: "", pausedUntil: "" };
    await ada().post(path, wanted, { headers });
    const props = { browser: "Firefox on Linux", at: town.now() };
    for (const who of [town.ada, town.ben])
      addMail(town, { kind: "new-device", recipient: who.email, props }, { state: "new", sentAt: null });
    await round();
    const said = (email: string) => postmark.sent.find(({ To }) => To === email)!.TextBody;
    expect(said(town.ada.email)).toMatch(/November 23, 2026 at 5:00\sAM EST/);
    expect(said(town.ben.email)).toContain("23 November 2026 at 10:00 UTC");
  });

  it.each([
    [{ zone: "Atlantis" }, "We don’t know that place"],
    [{ zone: "" }, "Enter a city in your time zone"],
    [{ hour: "24" }, "Choose an hour from the list"],
    [{ quietFrom: "22" }, "Choose when quiet hours start and end"],
    [{ quietFrom: "7", quietTo: "7" }, "Quiet hours can’t start and end at the same hour"],
    [{ pausedUntil: "soon" }, "Enter the last day of your pause, like 2026-12-31"],
    [{ pausedUntil: "2026-11-22" }, "Pause until today or a later day"],
    [{ pausedUntil: "2026-12-25" }, "Pause for 31 days at most"],
  ])("%j is refused, and what was typed stays", async (wrong, said) => {
    const browser = ada();
    const typed = { zone: "Berlin", hour: "8", days: "daily", quietFrom: "", quietTo: "", pausedUntil: "", ...wrong };
    const { status, html } = await browser.post(path, typed);
    expect(status).toBe(422);
    expect(html).toContain(said);
    expect(fieldsOf(html)).toMatchObject(typed.hour === "24" ? { zone: "Berlin" } : typed);
  });

  it("lists what waits, or went, with the day of its digest in that zone", async () => {
    wish(town, town.ada, "steps", "digest");
    keepTimes(town, town.ada, { zone: "Pacific/Auckland" });
    ship();
    await round();
    const read = async () => pageOf((await ada().get("/me/notifications")).html).main.rows(/An update on your order/);
    expect((await read()).map(({ text }) => text)).toEqual([
      expect.stringContaining("In your digest of 24 November 2026."),
    ]);
    await to("2026-11-23T19:00Z");
    expect((await read()).map(({ text }) => text)).toEqual([
      expect.stringMatching(/Sent.*In your digest of 24 November 2026\./),
    ]);
  });
});
