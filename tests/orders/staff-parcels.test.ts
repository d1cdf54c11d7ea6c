import { afterEach, beforeEach, expect, it } from "vitest";
import { orderOf } from "#app/orders/orders-write.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { tellOrder } from "./order-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const stands = () => {
  const { step, open, parcels, parcelsDelivered } = orderOf(town.system, "PO-1")!;
  return { step, open, parcels: `${parcelsDelivered}/${parcels}` };
};
const words = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

it("staff name a parcel in a step, read which there are, and deliver the whole order by naming none", async () => {
  const { id } = tellOrder(town, town.acme, "PO-1");
  const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  const form = `/staff/orders/${id}/events/new`;
  const mark = async (step: string, typed: Record<string, string>) => {
    await sam.get(`${form}?step=${step}`);
    return sam.submit(typed);
  };
  await mark("shipped", { parcel: "box 1", trackingUrl: "https://dhl.example/1" });
  await mark("shipped", { parcel: " box 2 ", trackingUrl: "https://dhl.example/2" });
  const { html } = await mark("delivered", { parcel: "box 1" });
  expect(stands()).toEqual({ step: "shipped", open: true, parcels: "1/2" });
  expect(words(html)).toContain("Parcel 2 · box 2 Shipped");
  const ben = await browserIn(town, { cookie: town.signIn(town.ben.id) }).get(`/o/${town.acme}/orders/${id}`);
  expect(pageOf(ben.html).hrefs).toContain(`/o/${town.acme}/orders/${id}/parcel?number=2`);
  expect(ben.html).not.toContain("box 2");

  const refused = await mark("delivered", { parcel: "x".repeat(201) });
  expect([refused.status, refused.html.includes("x".repeat(201))]).toEqual([422, true]);
  expect(words(refused.html)).toContain("Shorten the parcel to 200 characters");
  expect(refused.html).toContain("So far: box 1, box 2.");

  await mark("delivered", {});
  expect(stands()).toEqual({ step: "delivered", open: false, parcels: "2/2" });
});
