import { readdirSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { expect, it } from "vitest";
import { invoices, stripeCustomers } from "#db/schema/billing.ts";
import { outbox } from "#db/schema/mail.ts";
import { recordedFolder } from "#tests/recorded.ts";
import { knownEventTypes } from "#app/billing/stripe/event-objects.ts";
import { openBilling } from "./billing.ts";
import { oldEvents, type Example } from "./old-events.ts";

const folder = recordedFolder("stripe");
const read = (kind: string) =>
  readdirSync(resolve(folder!, kind))
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({
      name,
      body: JSON.parse(readFileSync(resolve(folder!, kind, name), "utf8")) as Record<string, unknown>,
    }));

/** Events as they were recorded, and recorded objects in events of their names, as old API versions sent them. */
function recorded(): Example[] {
  const events = read("events").map(({ name, body }) => ({ name, event: body }));
  const objects = read("objects").map(({ name, body }) => {
    if (body.type && body.data) return { name, event: body };
    const type = basename(name, ".json");
    const envelope = {
      id: `evt_${type}`,
      api_version: "2017-08-15",
      created: 1_502_755_200,
      livemode: false,
      request: "req_1",
    };
    return {
      name,
      event: {
        ...envelope,
        type,
        user_id: "acct_old",
        data: "object" in body && typeof body.object === "object" ? body : { object: body },
      },
    };
  });
  return [...events, ...objects];
}

const sources = [
  ["our own", oldEvents(knownEventTypes)] as const,
  ...(folder ? [["recorded", recorded()] as const] : []),
];

it.each(sources)("%s events of all years are taken, and none of their data is believed", async (_, all) => {
  const b = await openBilling();
  expect(all.length).toBeGreaterThan(80);
  for (const { name, event } of all) {
    const own = { ...event, id: `${String(event.id)}_${name}`, livemode: false };
    expect([name, await b.post(own)]).toEqual([name, 200]);
  }
  const statuses = b.events().map(({ status }) => status);
  expect(statuses).toHaveLength(all.length);
  expect(new Set(statuses)).toEqual(new Set(["queued", "ignored", "rejected_mode"]));
  await b.settle(60_000);
  expect(b.dirty().filter(({ gen, doneGen }) => gen > doneGen)).toEqual([]);
  const alive = [...b.system.db.select().from(invoices).all(), ...b.system.db.select().from(stripeCustomers).all()];
  expect(alive.length).toBeGreaterThan(5);
  expect(alive.filter(({ deletedAt }) => deletedAt === null)).toEqual([]);
  expect(b.system.db.select().from(outbox).all()).toEqual([]);
  await b.end();
});

it.each(sources)("%s bodies cut anywhere or with a wrong part are answered, never with a 500", async (_, all) => {
  const b = await openBilling();
  const some = all.filter((_event, at) => at % Math.ceil(all.length / 12) === 0);
  for (const { event } of some) {
    const text = JSON.stringify(event);
    expect(await b.post(text.slice(0, text.length / 2))).toBe(400);
    for (const key of Object.keys(event)) {
      for (const odd of [null, 5, "", [], {}, true, "x".repeat(300)])
        expect([200, 400]).toContain(await b.post({ ...event, [key]: odd }));
    }
  }
  await b.end();
});

it("events of 2017 to today about one invoice lead to the same row", async () => {
  const rows: unknown[] = [];
  for (const version of ["2017-08-15", "2019-12-03", "2022-11-15", "2025-03-31.basil", "2026-10-28.endive"]) {
    const b = await openBilling({ stripe: { seed: "the same" } });
    const { id } = b.stripe.openInvoice({
      customer: b.stripe.createCustomer({ email: "kari@fjord.example" }).id,
      lines: [{ amount: 700 }],
    });
    const old = {
      id,
      object: "invoice",
      paid: true,
      closed: true,
      amount_due: 1,
      charge: "ch_1",
      subscription: "sub_1",
      lines: {},
    };
    const request = version < "2017-05-25" ? "req_1" : { id: "req_1" };
    const event = {
      id: "evt_1",
      object: "event",
      api_version: version,
      type: "invoice.updated",
      created: 1,
      livemode: false,
    };
    expect(await b.post({ ...event, request, data: { object: old } })).toBe(200);
    await b.settle();
    const { raw: _raw, rawSha: _sha, orgId: _org, hostedUrl: _hosted, pdfUrl: _pdf, ...row } = b.invoice(id)!;
    rows.push(row);
    await b.end();
  }
  expect(rows[0]).toMatchObject({ status: "open", amountDue: 700 });
  for (const row of rows) expect(row).toEqual(rows[0]);
});
