import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ownDeeds } from "#app/exports/own-deeds.ts";
import { correctEvent } from "#app/orders/event-corrections.ts";
import { fileKind } from "#app/orders/file-kind.ts";
import { orderOf } from "#app/orders/orders-write.ts";
import { orderApprovals } from "#db/schema/orders.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { plainEvent, tellEvent, tellOrder } from "./order-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let order: string;
let path: string;
/** A source names its events as it likes. */
const eventId = "ops/e 1?&#“🪑”";

beforeEach(() => {
  town = openTown();
  order = `/o/${town.acme}/orders/${tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-12-01" }).id}`;
  const needs = "approval of the drawing.";
  tellEvent(town, "PO-1", { eventId, step: "waiting", needs, note: "The drawing is in the files" });
  path = `${order}/approval?${new URLSearchParams({ event: eventId })}`;
});
afterEach(() => town.close());

const browserOf = (who: "ada" | "ben" | "bo" | "zoe") => browserIn(town, { cookie: town.signIn(town[who].id) });
const approvals = () => town.system.db.select().from(orderApprovals).all();

it("is led to from the order, says what is asked, and changes nothing before its button is pressed", async () => {
  const ben = browserOf("ben");
  const { html } = await ben.get(order);
  const { main } = pageOf(html);
  expect(main.heading("Waiting for approval of the drawing.")).toBeTruthy();
  expect(main.text).toContain("The drawing is in the files");
  const to = main.link("Look at it and approve").href;
  expect(new URL(to, "https://portal.example").searchParams.get("event")).toBe(eventId);
  const asked = pageOf((await ben.get(to)).html).main;
  expect(asked.heading("We need: approval of the drawing")).toBeTruthy();
  expect(approvals()).toEqual([]);
});

it("shows the order's files beside its button, to be looked at first", async () => {
  const files = [{ name: "Drawing 3", url: "https://files.example/drawing-3.pdf" }];
  tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-12-01", files });
  const { main } = pageOf((await browserOf("ben").get(path)).html);
  expect(main.link("Drawing 3 PDF").href).toBe("https://files.example/drawing-3.pdf");
  expect(main.text).toMatch(/Please look at this first The drawing is in the files Drawing 3 PDF .* Approve Ask for a/);
  expect(main.text).toContain("Anyone in your team who can see orders can approve this or ask for a change.");
  expect(main.button("Approve")).toBeTruthy();
});

it("is kept with who and when, shown to everybody, and the order is on track again", async () => {
  const ben = browserOf("ben");
  await ben.get(path);
  const { status, html, url } = await ben.submit({ note: " As drawn, in oak " });
  expect([status, url]).toEqual([200, order]);
  expect(html).toContain("Thanks, you’ve approved this. We’ll carry on.");
  expect(approvals()).toMatchObject([
    {
      eventId,
      asked: "approval of the drawing.",
      note: "As drawn, in oak",
      email: town.ben.email,
      approvedAt: town.now(),
    },
  ]);
  expect(pageOf((await ben.get(path)).html).main.heading("Approved: approval of the drawing")).toBeTruthy();
  const { main } = pageOf((await browserOf("ada").get(order)).html);
  expect(main.text).toContain("Approved by ben@acme.example today at 10:00 UTC: As drawn, in oak");
  expect(main.heading(/^Arriving/)).toBeTruthy();
  expect(main.all("link").filter(({ href }) => href.includes("/approval?"))).toEqual([]);
});

it("was today, then yesterday, then on a day, though its page is remembered", async () => {
  const ben = browserOf("ben");
  await ben.get(path);
  await ben.submit();
  const said = async () =>
    /Approved by ben@acme.example (.*?) UTC/.exec(pageOf((await ben.get(order)).html).main.text)![1];
  expect(await said()).toBe("today at 10:00");
  town.pass(13 * 60 * 60_000);
  expect(await said()).toBe("today at 10:00");
  town.pass(2 * 60 * 60_000);
  expect(await said()).toBe("yesterday at 10:00");
  town.pass(24 * 60 * 60_000);
  expect(await said()).toBe("on 23 Nov 2026, 10:00");
});

it("is harmless the second time, by the same person or another", async () => {
  const [ben, ada] = [browserOf("ben"), browserOf("ada")];
  for (const browser of [ben, ada]) await browser.get(path);
  await ben.submit();
  const form = { note: "" };
  for (const browser of [ben, ada]) {
    const { html } = await browser.post(path, form);
    expect(html).toContain("ben@acme.example approved this on 23 Nov 2026, 10:00 UTC. Nothing more to do.");
  }
  expect(approvals()).toHaveLength(1);
  expect((await ada.get(path)).html).not.toContain(">Approve<");
});

it("is refused once it is not waited for any more, and says so", async () => {
  const ben = browserOf("ben");
  await ben.get(path);
  town.pass(1000);
  tellEvent(town, "PO-1", { step: "packed" });
  expect((await ben.submit()).html).toContain("We no longer need this. Nothing has changed.");
  expect((await ben.get(path)).html).toContain("We no longer need this");
  expect(pageOf(ben.page.html).main.heading("No longer needed: approval of the drawing")).toBeTruthy();
  expect(approvals()).toEqual([]);
});

it.each([
  ["something else is asked for", { needs: "approval of drawing 4" }],
  ["its note is another", { note: "Drawing 4 is in the files" }],
])("is not given by somebody who saw another question: %s by the same event now", async (_, anew) => {
  const ben = browserOf("ben");
  await ben.get(path);
  town.pass(1000);
  const asked = { eventId, step: "waiting", needs: "approval of the drawing.", note: "The drawing is in the files" };
  const teller = { source: "feed", actor: "key_test", now: town.now() } as const;
  correctEvent(town.system, orderOf(town.system, "PO-1")!, plainEvent(town, { ...asked, ...anew }), teller);
  const { status, html } = await ben.submit({ note: "As drawn" });
  expect([status, approvals()]).toEqual([422, []]);
  expect(html).toContain("What we asked for has changed. Please look at it again before you answer.");
  expect(html).toContain(Object.values(anew)[0]);
  expect(html).toContain("As drawn");
  await ben.submit();
  expect(approvals()).toMatchObject([{ asked: { ...asked, ...anew }.needs, note: "As drawn" }]);
});

it("is not given by somebody who looked at a file that was replaced since", async () => {
  const tellFile = (url: string) =>
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-12-01", files: [{ name: "Drawing", url }] });
  tellFile("https://files.example/drawing-3.pdf");
  const ben = browserOf("ben");
  await ben.get(path);
  tellFile("https://files.example/drawing-4.pdf");
  const { status, html } = await ben.submit({ note: "As drawn" });
  expect([status, approvals()]).toEqual([422, []]);
  expect(pageOf(html).main.link("Drawing PDF").href).toContain("drawing-4");
});

it("is nothing where nothing was asked", async () => {
  tellEvent(town, "PO-1", { eventId: "plain", step: "placed" });
  const ben = browserOf("ben");
  for (const event of ["plain", "never", ""])
    expect((await ben.get(`${order}/approval?event=${event}`)).status).toBe(404);
  expect((await ben.post(`${order}/approval`, {})).status).toBe(404);
});

it("keeps what was typed where it is too long", async () => {
  const ben = browserOf("ben");
  await ben.get(path);
  const note = "x".repeat(2001);
  const { status, html } = await ben.submit({ note });
  expect(status).toBe(422);
  expect(html).toContain("There is a problem");
  expect(html).toContain(note);
  expect(approvals()).toEqual([]);
});

it("is reached through sign-in by somebody who is signed out", async () => {
  const { headers } = await browserIn(town).request(path, {}, false);
  expect(headers.get("Location")).toBe(`/sign-in?${new URLSearchParams({ next: path })}`);
  const signedIn = browserIn(town, { cookie: town.signIn(town.ben.id) });
  expect((await signedIn.get(headers.get("Location")!)).html).toContain(">Approve<");
});

describe("a change that is asked for instead", () => {
  const change = { decision: "change", note: "The top step 5 cm lower, please" };
  const askChange = async (who: "ada" | "ben" = "ben") => {
    const browser = browserOf(who);
    await browser.get(path);
    return browser.submit(change);
  };

  it("has a button beside the other, and says what is to change", async () => {
    const ben = browserOf("ben");
    const { main } = pageOf((await ben.get(path)).html);
    expect(main.button("Ask for a change")).toBeTruthy();
    for (const note of ["", "  \n"]) {
      const { status, html } = await ben.submit({ ...change, note });
      expect([status, approvals()]).toEqual([422, []]);
      expect(html).toContain("Tell us what should change");
    }
    const note = "x".repeat(2001);
    const { status, html } = await ben.submit({ ...change, note });
    expect([status, html.includes(note), approvals()]).toEqual([422, true, []]);
  });

  it("is kept with who, when and what, and the order waits for the company, on every page", async () => {
    const { status, html, url } = await askChange();
    expect([status, url]).toEqual([200, order]);
    expect(html).toContain("Thanks, we’ve got your request for a change. We’ll get back to you.");
    expect(approvals()).toMatchObject([
      { eventId, decision: "change", note: change.note, email: town.ben.email, approvedAt: town.now() },
    ]);
    const ada = browserOf("ada");
    const { main } = pageOf((await ada.get(order)).html);
    expect(main.heading("Waiting for us: a change was requested.")).toBeTruthy();
    expect(main.text).toContain(`ben@acme.example asked for a change today at 10:00 UTC: ${change.note}`);
    expect(main.text).toContain("Promised Tuesday, 1 December 2026");
    expect(main.all("link").filter(({ href }) => href.includes("/approval?"))).toEqual([]);
    expect(pageOf((await ada.get(`/o/${town.acme}/orders`)).html).main.text).toContain("Waiting for us PO-1");
    expect(pageOf((await ada.get(`/o/${town.acme}`)).html).main.text).toContain("Waiting for us: a change");
    expect(pageOf((await ada.get(path)).html).main.text).toContain(`asked for a change today at 10:00 UTC`);
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    expect(pageOf((await sam.get("/staff/orders")).html).main.text).toContain("Waiting on us");
    const { main: ours } = pageOf((await sam.get(`/staff${order.slice(order.indexOf("/orders"))}`)).html);
    expect(ours.text).toContain("Waiting on us");
    expect(ours.text).toContain("The customer asked for a change");
    expect(ours.text).toContain(change.note);
  });

  it("says that it is late where the promised day has passed: that is the company’s time", async () => {
    await askChange();
    town.pass(9 * 86_400_000);
    const { main } = pageOf((await browserOf("ada").get(order)).html);
    expect(main.heading("Waiting for us: a change was requested.")).toBeTruthy();
    expect(main.text).toContain("Running late");
  });

  it("is harmless the second time, and told to a colleague who approves meanwhile", async () => {
    const ada = browserOf("ada");
    await ada.get(path);
    await askChange();
    const said = "ben@acme.example asked for a change on 23 Nov 2026, 10:00 UTC. We’ll get back to you.";
    expect((await ada.submit()).html).toContain(said);
    expect((await browserOf("ben").post(path, change)).html).toContain(said);
    expect(approvals()).toMatchObject([{ decision: "change", email: town.ben.email }]);
  });

  it("comes too late once a colleague has approved, and says what to do then", async () => {
    const ada = browserOf("ada");
    await ada.get(path);
    const ben = browserOf("ben");
    await ben.get(path);
    await ben.submit();
    const { html } = await ada.submit(change);
    expect(html).toContain("ben@acme.example approved this on 23 Nov 2026, 10:00 UTC, so your change wasn’t sent.");
    expect(pageOf(html).main.link("Ask about this").href).toContain("requests/new");
    expect(approvals()).toMatchObject([{ decision: "approved" }]);
  });

  it("is refused once nothing is waited for, and while something else is asked than was seen", async () => {
    const ben = browserOf("ben");
    await ben.get(path);
    expect((await ben.post(path, { ...change, seen: "another" })).status).toBe(422);
    town.pass(1000);
    tellEvent(town, "PO-1", { step: "packed" });
    expect((await ben.post(path, change)).html).toContain("We no longer need this. Nothing has changed.");
    expect((await ben.post(path, { ...change, decision: "perhaps" })).status).toBe(422);
    expect(approvals()).toEqual([]);
  });

  it("stands where it was asked when the company asks anew, and then the new one is approved", async () => {
    await askChange();
    town.pass(1000);
    tellEvent(town, "PO-1", { eventId: "e-2", step: "waiting", needs: "approval of drawing 4" });
    const ada = browserOf("ada");
    const { main } = pageOf((await ada.get(order)).html);
    expect(main.heading("Waiting for approval of drawing 4.")).toBeTruthy();
    expect(main.text).toContain(change.note);
    await ada.get(main.link("Look at it and approve").href);
    expect((await ada.submit()).html).toContain("Thanks, you’ve approved this.");
    expect(approvals()).toMatchObject([{ decision: "change" }, { decision: "approved", eventId: "e-2" }]);
    expect(pageOf((await ada.get(order)).html).main.heading(/^Arriving/)).toBeTruthy();
  });

  it("is not undone by a correction of what it answered", async () => {
    await askChange();
    const asks = { eventId, step: "waiting", needs: "approval of drawing 4", note: null };
    const teller = { source: "feed", actor: "key_test", now: town.now() } as const;
    const corrected = plainEvent(town, asks);
    expect(correctEvent(town.system, orderOf(town.system, "PO-1")!, corrected, teller)).toBe("answered");
    expect(orderOf(town.system, "PO-1")).toMatchObject({ needs: null, changeAsked: true });
  });

  it("is no more what a cancelled order waits for, nor one that has gone on", async () => {
    await askChange();
    tellOrder(town, town.acme, "PO-1", { cancelled: true });
    expect(orderOf(town.system, "PO-1")!.changeAsked).toBe(false);
    tellOrder(town, town.acme, "PO-1", { cancelled: false });
    expect(orderOf(town.system, "PO-1")!.changeAsked).toBe(true);
    town.pass(1000);
    tellEvent(town, "PO-1", { step: "packed" });
    expect(orderOf(town.system, "PO-1")!.changeAsked).toBe(false);
  });

  it("is in what its person takes along, as what it was", async () => {
    await askChange();
    const acme = town.system.within(town.acme);
    expect(ownDeeds(acme, town.ben.id).approvals).toMatchObject([{ decision: "change", note: change.note }]);
  });
});

it.each([
  ["Drawing 3", "https://files.example/a.pdf?v=1.2", "PDF"],
  ["Drawing.DWG", "https://files.example/download?id=7", "DWG"],
  ["Photo", "https://files.example/photo.jpeg#top", "JPEG"],
  ["Drawing 1.2", "https://files.example/final", null],
  ["pdf", "https://files.example.zip/", null],
  ["Drawing", "nowhere", null],
])("names the type of a file only where its name or address does: %s at %s", (name, url, kind) => {
  expect(fileKind({ name, url })).toBe(kind);
});
