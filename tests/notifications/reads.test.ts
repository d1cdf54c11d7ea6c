import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { reads } from "#db/schema/asked.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import { requests } from "#db/schema/requests.ts";
import { dropOld } from "#app/sweep.ts";
import { paths } from "#app/paths.ts";
import { browserIn } from "#tests/http.ts";
import { unzip } from "#tests/http/unzip.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { ask, customer } from "#tests/requests/request-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

const hour = 60 * 60_000;
const day = 24 * hour;

let town: ReturnType<typeof openTown>;
let invoice: string;
let order: string;
beforeEach(() => {
  town = openTown();
  invoice = addInvoice(town, town.acme, { number: "INV-1" });
  order = tellOrder(town, town.acme, "PO-1").id;
});
afterEach(() => town.close());

const kept = () => town.system.db.select().from(reads).orderBy(reads.kind).all();
const as = (who: "ada" | "sam" | "zoe") => browserIn(town, { cookie: town.signIn(town[who].id) });
const at = (place: string) => `/o/${town.acme}/${place}`;

it("keeps when somebody last looked at each thing, once an hour", async () => {
  const ada = as("ada");
  for (const place of [`billing/${invoice}`, `orders/${order}`, "billing/details", "billing/payment-methods"])
    await ada.get(at(place));
  const first = town.now();
  expect(kept()).toMatchObject([
    { orgId: town.acme, personId: town.ada.id, kind: "details", itemId: "", at: first },
    { kind: "invoice", itemId: invoice, at: first },
    { kind: "order", itemId: order, at: first },
    { kind: "payment", itemId: "", at: first },
  ]);
  town.pass(hour / 2);
  await ada.get(at(`orders/${order}`));
  expect(kept()[2]!.at).toBe(first);
  town.pass(hour);
  // The second time the page is remembered, and only said to be the same.
  await ada.request(at(`orders/${order}`), { headers: { "If-None-Match": ada.page.headers.get("ETag") ?? "" } });
  expect(kept()[2]!.at).toBe(town.now());
});

it("forgets all that somebody looked at once they ask to be left out, and nobody else's", async () => {
  for (const id of [town.ada.id, town.ben.id]) {
    await browserIn(town, { cookie: town.signIn(id) }).get(at(`orders/${order}`));
  }
  const ada = as("ada");
  await ada.get("/me");
  await ada.submit({}, { action: "/me/counting" });
  expect(kept()).toMatchObject([{ personId: town.ben.id }]);
});

it("keeps nothing of strangers, staff, pages that are not there, programs that look ahead, and who does not want it", async () => {
  const place = at(`orders/${order}`);
  for (const who of ["zoe", "sam"] as const) await as(who).get(place);
  await browserIn(town).get(place);
  await as("ada").get(at("orders/ord_never"));
  await as("ada").get(at("requests"));
  const header = (name: string, value: string) => as("ada").request(place, { headers: { [name]: value } });
  for (const [name, value] of [
    ["Sec-GPC", "1"],
    ["DNT", "1"],
    ["Sec-Purpose", "prefetch"],
    ["Purpose", "prefetch"],
  ] as const)
    await header(name, value);
  await as("ada").request(place, { method: "HEAD" });
  const leaveOut = (isLeftOut: boolean) =>
    town.system.db.update(people).set({ isLeftOut }).where(eq(people.id, town.ada.id)).run();
  leaveOut(true);
  await as("ada").get(place);
  leaveOut(false);
  expect(kept()).toEqual([]);
  await header("DNT", "0");
  expect(kept()).toHaveLength(1);
});

it("goes after 35 days, and with the membership", async () => {
  await as("ada").get(at(`orders/${order}`));
  town.pass(34 * day);
  await dropOld(town.system, town.now());
  expect(kept()).toHaveLength(1);
  town.pass(2 * day);
  await dropOld(town.system, town.now());
  expect(kept()).toEqual([]);
  await as("ada").get(at(`orders/${order}`));
  expect(kept()).toHaveLength(1);
  town.system.db.delete(memberships).where(eq(memberships.personId, town.ada.id)).run();
  expect(kept()).toEqual([]);
});

it("is in what a person takes along", async () => {
  await as("ada").get(at(`billing/${invoice}`));
  await as("ada").get(at("billing/details"));
  ask(town, town.acme, customer(town.ada), { about: { kind: "invoice", id: invoice } });
  const headers = { Cookie: town.signIn(town.ada.id), Origin: town.config.appUrl };
  const response = await town.fetch(paths.ownDataZip(), { method: "POST", headers });
  const files = unzip(Buffer.from(await response.arrayBuffer()));
  const read = (name: string) => JSON.parse(String(files.get(`Acme GmbH/${name}.json`))) as unknown;
  const now = new Date(town.now()).toISOString();
  expect(read("lookedAt")).toEqual([
    { kind: "details", number: null, at: now },
    { kind: "invoice", number: "INV-1", at: now },
  ]);
  expect(read("requests/R-1001")).toMatchObject({ youHadLookedAt: ["details", "invoice"] });
});

it("tells of a question what its author had looked at in the three days before, of the thing it is about alone", async () => {
  const looked = (about: { kind: "invoice" | "order"; id: string } | null, who = town.ada) =>
    town.system.db
      .select()
      .from(requests)
      .where(eq(requests.id, ask(town, town.acme, customer(who), { about }).id))
      .get()!.looked;
  const other = tellOrder(town, town.acme, "PO-2").id;
  const ada = as("ada");
  await ada.get(at(`orders/${order}`));
  await ada.get(at("billing/details"));
  expect(looked({ kind: "order", id: order })).toEqual(["details", "order"]);
  expect(looked({ kind: "order", id: other })).toEqual(["details"]);
  expect(looked({ kind: "invoice", id: invoice })).toEqual(["details", "order"]);
  expect(looked(null)).toEqual(["details", "order"]);
  expect(looked(null, town.ben)).toEqual([]);
  // A mail counts from when it came, though its sender says only later which customer it is for.
  town.pass(-1);
  expect(looked(null)).toEqual([]);
  town.pass(72 * hour + 2);
  expect(looked(null)).toEqual([]);
});
