import { afterEach, beforeEach, expect, it } from "vitest";
import { undoMs } from "#app/jobs/undo.ts";
import { outbox } from "#db/schema/mail.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { mailWorker } from "#app/workers.ts";
import { orderOf } from "#app/orders/orders-write.ts";
import { tellEvent, tellOrder } from "./order-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
let path: string;

beforeEach(async () => {
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
  path = `/staff/orders/${tellOrder(town, town.acme, "PO-1").id}`;
  tellEvent(town, "PO-1", { step: "packed" });
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  town.pass(60_000);
});
afterEach(() => town.close());

const mark = async (step: string) => {
  await sam.get(`${path}/events/new?step=${step}`);
  return sam.submit();
};
const removals = (html: string) =>
  pageOf(html)
    .all("link")
    .map(({ href }) => href)
    .filter((href) => href.includes("events/removal"));
const mails = () => town.system.db.select().from(outbox).all();

it("a step that staff marked by mistake was undone: the order stands where it stood, and who was mailed is told", async () => {
  const [, removal] = removals((await mark("delivered")).html);
  expect(orderOf(town.system, "PO-1")).toMatchObject({ step: "delivered", open: false });
  town.pass(undoMs);
  await town.drain([mailWorker]);
  const asked = pageOf((await sam.get(removal!)).html).main;
  expect(asked.heading("Undo “Delivered” for PO-1")).toBeTruthy();
  expect(asked.text).toContain("The customer was emailed about it today at 10:01");
  expect(asked.text).not.toContain("it does not come back");
  expect(orderOf(town.system, "PO-1")!.open).toBe(false);
  expect((await sam.submit()).html).toContain("Undone: the latest step of PO-1.");
  expect(orderOf(town.system, "PO-1")).toMatchObject({ step: "packed", open: true, doneAt: null });
  expect(mails().map(({ kind }) => kind)).toEqual([
    ...Array(3).fill("order-step"),
    ...Array(3).fill("order-corrected"),
  ]);
  expect(pageOf((await sam.get("/staff/log")).html).main.text).toContain("Order step undone PO-1: delivered");
  expect((await sam.get(removal!)).status).toBe(404);
  expect((await sam.post(removal!, {})).url).toBe(path);
});

it("one that was another is corrected in one email, by whoever is first", async () => {
  const [, removal] = removals((await mark("delivered")).html);
  town.pass(undoMs);
  await town.drain([mailWorker]);
  await sam.get(removal!);
  const said = "Corrected: PO-1 is marked as Shipped.";
  expect((await sam.post(removal!, { step: "shipped" })).html).toContain(said);
  expect(orderOf(town.system, "PO-1")).toMatchObject({ step: "shipped", open: true, doneAt: null });
  town.pass(undoMs);
  await town.drain([mailWorker]);
  expect(mails().map(({ kind }) => kind)).toEqual([
    ...Array(3).fill("order-step"),
    ...Array(3).fill("order-corrected"),
  ]);
  expect((await sam.post(removal!, { step: "shipped" })).html).toContain(said);
  expect(pageOf((await sam.get("/staff/log")).html).main.text).toContain("Order step undone PO-1: delivered");
});

it("any step is, whoever told it, and it does not come again when it is told again", async () => {
  tellEvent(town, "PO-1", { step: "shipped" });
  const [packed, shipped] = removals((await sam.get(path)).html);
  await sam.get(shipped!);
  expect((await sam.submit()).html).toContain("Undone: the latest step of PO-1.");
  expect(tellEvent(town, "PO-1", { step: "shipped" })).toBe("ignored");
  expect(orderOf(town.system, "PO-1")!.step).toBe("packed");
  await sam.get(packed!);
  await sam.submit();
  expect(orderOf(town.system, "PO-1")!.step).toBeNull();
});

it("is not mailed where its mail had not gone yet, and says so of a step that mails nobody", async () => {
  const [, removal] = removals((await mark("confirmed")).html);
  expect((await sam.get(removal!)).html).toContain("The customer wasn’t emailed about it, and won’t be now.");
  await sam.submit();
  const [, slip] = removals((await mark("shipped")).html);
  await sam.get(slip!);
  await sam.submit();
  await town.drain([mailWorker]);
  expect(mails().map(({ state }) => state)).toEqual(Array(3).fill("dropped"));
});

it("is offered for none that a customer has answered", async () => {
  await sam.get(`${path}/events/new?step=waiting`);
  const [packed, removal] = removals((await sam.submit({ needs: "your colour" })).html);
  const event = new URL(removal!, "https://portal.example").searchParams.get("event")!;
  const ben = browserIn(town, { cookie: town.signIn(town.ben.id) });
  await ben.get(`/o/${town.acme}/orders/${path.split("/")[3]}/approval?event=${event}`);
  await ben.submit({ note: "Oak" });
  expect(removals((await sam.get(path)).html)).toEqual([packed]);
  for (const strange of [event, "never"])
    expect((await sam.get(`${path}/events/removal?event=${strange}`)).status).toBe(404);
  const kept = await sam.post(removal!, {});
  expect([kept.url, kept.html.includes("was undone")]).toEqual([path, false]);
  expect(kept.html).toContain("The customer has already answered this, so it can’t be undone.");
  expect((await sam.get(path)).html).toContain("Approved by ben@acme.example");
});
