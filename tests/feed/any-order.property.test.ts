import fc from "fast-check";
import { expect, it } from "vitest";
import { organizationOf } from "#app/feed/organizations.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { orderEvents, orderFiles, orderItems, orderPromises, orders } from "#db/schema/orders.ts";
import { waitingEvents } from "#db/schema/feed.ts";
import { openTown } from "#tests/world.ts";
import { callerIn } from "./caller.ts";

/** How many times; `ORDERS=1000 npx vitest run tests/feed/any-order…` looks harder. */
const numRuns = Number(process.env.ORDERS ?? 15);

type Town = ReturnType<typeof openTown>;
type Item = { put?: string; post?: string; body: Record<string, unknown> };

const time = (minute: number) => new Date(Date.UTC(2026, 10, 20, 8, minute)).toISOString();
const references = ["PO-1", "PO/2 🪑"];
const companies = ["acme", "zebra"];
const days = [null, "2026-11-21", "2026-12-01", "2026-12-24"];
const stepNames = ["placed", "shipped", "delivered", "Polished", "waiting"];

const putOrder = fc.record({
  reference: fc.constantFrom(...references),
  organization: fc.constantFrom(...companies),
  title: fc.constantFrom("Chairs", "Tables"),
  promisedDate: fc.constantFrom(...days),
  pieces: fc.integer({ min: 0, max: 3 }),
  steps: fc.constantFrom(null, ["cut", "polished"]),
  cancelled: fc.boolean(),
});
const event = fc.record({
  reference: fc.constantFrom(...references, "PO-never"),
  step: fc.constantFrom(...stepNames),
  minute: fc.integer({ min: 0, max: 5 }),
  parcel: fc.constantFrom(null, null, "A", "B"),
});
const putPerson = fc.record({
  name: fc.constantFrom("Hal", "Hel"),
  roles: fc.dictionary(fc.constantFrom(...companies), fc.constantFrom("owner", "member")),
});
const putOrganization = fc.record({ organization: fc.constantFrom(...companies), name: fc.constantFrom("A", "B") });

/** Calls that each know when they were changed, or what happened when: no two of the same thing at one time. */
const calls = fc
  .record({
    orders: fc.array(putOrder, { minLength: 1, maxLength: 6 }),
    // Of one order at one moment the plan decides, and then arrival: that is told in tests/orders/same-moment.test.ts.
    events: fc.uniqueArray(event, { maxLength: 8, selector: ({ reference, minute }) => `${reference} ${minute}` }),
    people: fc.array(putPerson, { maxLength: 3 }),
    organizations: fc.array(putOrganization, { maxLength: 3 }),
  })
  .map((all): Item[] => [
    ...all.orders.map(({ reference, pieces, ...body }, i) => ({
      put: `orders/${encodeURIComponent(reference)}`,
      body: {
        ...body,
        items: Array.from({ length: pieces }, (_, n) => ({ name: `Piece ${n}`, quantity: n + 1 })),
        files: [{ name: "Drawing", url: `https://files.example/${i}` }],
        updatedAt: time(i),
      },
    })),
    ...all.events.map(({ reference, step, minute, parcel }, i) => ({
      post: `orders/${encodeURIComponent(reference)}/events`,
      body: {
        eventId: `e-${i}`,
        step,
        occurredAt: time(minute),
        needs: step === "waiting" ? `thing ${i}` : null,
        parcel: parcel && { id: parcel, number: `0${i}`, items: [{ name: "Piece 0", quantity: i + 1 }] },
      },
    })),
    ...all.people.map(({ name, roles }, i) => ({
      put: "people/p-1",
      body: {
        email: "hal@hotel.example",
        name,
        memberships: Object.entries(roles).map(([organization, role]) => ({ organization, role })),
        updatedAt: time(i),
      },
    })),
    ...all.organizations.map(({ organization, name }, i) => ({
      put: `organizations/${organization}`,
      body: { name, updatedAt: time(i + 1) },
    })),
  ]);

/** A history and an arrival of it: any order, some of it again. */
const arrivals = calls.chain((items) =>
  fc.record({
    items: fc.constant(items),
    again: fc.array(fc.nat({ max: items.length - 1 }), { maxLength: 6 }),
    shuffled: fc.shuffledSubarray([...items.keys()], { minLength: items.length }),
    single: fc.boolean(),
  }),
);

const ids = ["id", "personId", "version", "sourceSha"];
const cameAt = ["createdAt", "updatedAt", "arrivedAt", "cancelledAt"];
const ours = new Set([...ids, ...cameAt]);

/** What the tables say, by the names of the company's systems: our own ids and times of arrival aside. */
function tables({ system: { db } }: Town) {
  const whose = new Map(
    db
      .select()
      .from(organizations)
      .all()
      .map(({ id, externalId, name }) => [id, externalId ?? name]),
  );
  const which = new Map(
    db
      .select()
      .from(orders)
      .all()
      .map(({ id, reference }) => [id, reference]),
  );
  const plain = (rows: Record<string, unknown>[]) =>
    rows
      .map(({ orgId, orderId, ...row }) => {
        const told = Object.entries(row).filter(([name]) => !ours.has(name));
        return JSON.stringify({
          org: whose.get(orgId as never),
          order: which.get(orderId as never),
          ...Object.fromEntries(told),
        });
      })
      .sort();
  return {
    organizations: plain(db.select().from(organizations).all()),
    people: plain(db.select().from(people).all()),
    memberships: plain(db.select().from(memberships).all()),
    orders: plain(db.select().from(orders).all()),
    items: plain(db.select().from(orderItems).all()),
    files: plain(db.select().from(orderFiles).all()),
    promises: plain(db.select().from(orderPromises).all()),
    events: plain(db.select().from(orderEvents).all()),
    waiting: plain(db.select().from(waitingEvents).all()),
  };
}

async function play(items: Item[], single: boolean) {
  const town = openTown();
  const ops = callerIn(town);
  const first = companies.map((name) => ({ put: `organizations/${name}`, body: { name, updatedAt: time(0) } }));
  const taken = (status: number) => expect([200, 201, 202]).toContain(status);
  const send = async (batch: Item[]) => {
    for (const one of (await ops.post("batch", { items: batch })).body.results) taken(one.status);
  };
  await send(first);
  // The last owner stays whatever the feed says; here somebody else is.
  for (const name of companies) town.join(organizationOf(town.system, name)!, town.zoe.id, "owner");
  if (!single) await send(items);
  else
    for (const { put, post, body } of items) taken((await ops.send(put ? "PUT" : "POST", (put ?? post)!, body)).status);
  const end = tables(town);
  town.close();
  return JSON.parse(JSON.stringify(end).replaceAll(ops.key.slice(0, 13), "key")) as typeof end;
}

it("makes the same tables of any order and repetition of calls", { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, async ({ items, again, shuffled, single }) => {
      const straight = await play(items, false);
      const crooked = await play(
        [...shuffled, ...again].map((i) => items[i]!),
        single,
      );
      expect(crooked).toEqual(straight);
    }),
    { numRuns },
  );
});
