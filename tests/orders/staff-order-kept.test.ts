import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { moveOrder } from "#app/orders/orders-by-staff.ts";
import { staffOf } from "#db/tenant.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { findOrder, sixChairs, staffForm } from "./order-desk.ts";
import { tellEvent, tellOrder } from "./order-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
beforeEach(() => {
  town = openTown();
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
});
afterEach(() => town.close());

const orderBy = (reference: string) => findOrder(town, reference);
const formHere = () => staffForm(sam.page);

/** A form whose bytes come only after `end`; `begun` once somebody waits for them. */
function slowForm(fields: Record<string, string>) {
  const bytes = new TextEncoder().encode(new URLSearchParams(fields).toString());
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  let begin = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(stream) {
        begin();
        await ended;
        stream.enqueue(bytes);
        stream.close();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Content-Length": String(bytes.length),
    Origin: town.config.appUrl,
  };
  return { init: { method: "POST", headers, body, duplex: "half" } as RequestInit, begun, end };
}

describe("a change by hand", () => {
  let path = "";
  beforeEach(async () => {
    path = `/staff/orders/${tellOrder(town, town.acme, "PO-1", sixChairs).id}`;
    town.pass(60_000);
  });

  it("whose form comes in slowly finds the order where it is by then", async () => {
    const third = town.addOrganization("Third AB");
    const fields = async (page: string) => {
      await sam.get(`${path}/${page}`);
      return formHere();
    };
    const forms: [string, Record<string, string>, object][] = [
      ["edit", { ...(await fields("edit")), promisedOn: "2026-12-24" }, { promisedDate: "2026-12-01" }],
      ["cancellation", await fields("cancellation"), { cancelled: true }],
      ["events/new", await fields("events/new"), { step: "placed" }],
      ["move", { customer: third }, { orgId: third }],
    ];
    for (const [page, sent, becomes] of forms) {
      tellOrder(town, town.acme, "PO-1", sixChairs);
      town.pass(1_000);
      const { init, begun, end } = slowForm(sent);
      const answer = sam.request(`${path}/${page}`, init);
      await begun;
      tellOrder(town, town.zebra, "PO-1", { ...sixChairs, title: "Nine chairs" });
      end();
      expect((await answer).status, page).toBe(page === "edit" ? 422 : 200);
      expect(orderBy("PO-1"), page).toMatchObject({ orgId: town.zebra, title: "Nine chairs", ...becomes });
    }
  });

  it("keeps all that it leaves as it is: hundreds of items, large quantities, a country that we do not know", async () => {
    const items = Array.from({ length: 300 }, (_, at) => ({ name: `Part ${at + 1}`, quantity: at ? at : 1e12 }));
    const deliverTo = { line1: "1 Street", line2: null, postalCode: null, city: null, region: null, country: "XK" };
    tellOrder(town, town.acme, "PO-1", { ...sixChairs, items, deliverTo });
    await sam.get(`${path}/edit`);
    await sam.submit({ title: "Many parts" });
    expect(sam.page.html).toContain("PO-1 was changed.");
    expect(orderBy("PO-1")).toMatchObject({ title: "Many parts", items, deliverTo });
  });

  it("keeps a thousand items and says so where one more is wanted", async () => {
    const items = Array.from({ length: 1_000 }, (_, at) => ({ name: `Part ${at + 1}`, quantity: 1 }));
    tellOrder(town, town.acme, "PO-1", { ...sixChairs, items });
    await sam.get(`${path}/edit`);
    const { html, status } = await sam.submit({ itemName1000: "One more" });
    expect(status).toBe(422);
    expect(html).toContain("An order can have up to 1,000 items");
    await sam.submit({ itemName1000: "", title: "Many parts" });
    expect(orderBy("PO-1")).toMatchObject({ title: "Many parts", items });
  });

  it("of the customer does not show the former one’s people to the next; staff see who approved", async () => {
    const { id } = orderBy("PO-1")!;
    tellEvent(town, "PO-1", { eventId: "e1", step: "waiting", needs: "approval of the drawing" });
    const approval = (org: string) => `/o/${org}/orders/${id}/approval?event=e1`;
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    await ada.get(approval(town.acme));
    expect((await ada.submit({ note: "As Acme wants it" })).html).toContain("ada@acme.example");
    moveOrder(staffOf(town.connection, "test"), id, town.zebra, town.now());
    const zoe = browserIn(town, { cookie: town.signIn(town.zoe.id) });
    for (const page of [`/o/${town.zebra}/orders/${id}`, approval(town.zebra)]) {
      const { html } = await zoe.get(page);
      expect(pageOf(html).main.text).toMatch(/Approved (?:on \d|today)/);
      expect(html).not.toMatch(/acme|As Acme wants it/i);
    }
    expect((await zoe.post(approval(town.zebra), {})).html).toContain("Approved on 23 Nov 2026");
    expect((await sam.get(path)).html).toMatch(/Approved by ada@acme\.example[\s\S]*As Acme wants it/);
  });
});
