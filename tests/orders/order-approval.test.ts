import { afterEach, beforeEach, expect, it } from "vitest";
import { correctEvent } from "#app/orders/event-corrections.ts";
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
  expect(main.link("Drawing 3").href).toBe("https://files.example/drawing-3.pdf");
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
  const { main } = pageOf((await browserOf("ada").get(order)).html);
  expect(main.text).toContain("Approved by ben@acme.example on 23 Nov 2026, 10:00: As drawn, in oak");
  expect(main.heading(/^Arriving/)).toBeTruthy();
  expect(main.all("link").filter(({ href }) => href.includes("/approval?"))).toEqual([]);
});

it("is harmless the second time, by the same person or another", async () => {
  const [ben, ada] = [browserOf("ben"), browserOf("ada")];
  for (const browser of [ben, ada]) await browser.get(path);
  await ben.submit();
  const form = { note: "" };
  for (const browser of [ben, ada]) {
    const { html } = await browser.post(path, form);
    expect(html).toContain("ben@acme.example approved this on 23 Nov 2026, 10:00. Nothing more to do.");
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
  expect(html).toContain("What we asked for has changed. Please look at it again before you approve.");
  expect(html).toContain(Object.values(anew)[0]);
  expect(html).toContain("As drawn");
  await ben.submit();
  expect(approvals()).toMatchObject([{ asked: { ...asked, ...anew }.needs, note: "As drawn" }]);
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
