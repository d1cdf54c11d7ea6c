import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listStaffTasks } from "#app/company/staff-tasks.ts";
import { paths } from "#app/paths.ts";
import { hasSeatFor } from "#app/team/seats.ts";
import { tellOfSeats } from "#app/team/seat-tasks.ts";
import type { OrgId } from "#db/ids.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import { products, subscriptionItems, subscriptions } from "#db/schema/subscriptions.ts";
import { invites } from "#db/schema/team.ts";
import { staffOf } from "#db/tenant.ts";
import { addCustomer, addSubscription } from "#tests/billing/subscription-rows.ts";
import { openBilling } from "#tests/billing/stripe/billing.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { mailsTo } from "#tests/sign-in/mailbox.ts";
import { openTown, type World } from "#tests/world.ts";
import { addInvite } from "./team-rows.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

type Person = typeof town.ada;
const day = 86_400_000;
const as = ({ id }: Person) => browserIn(town, { cookie: town.signIn(id) });
const eve = "eve@acme.example";
const team = () => paths.team(town.acme);
const textOf = async (who: Person, path: string) => pageOf((await as(who).get(path)).html).main.text;
const problem = (html: string) => pageOf(html).alert?.text ?? "";
const tasks = () => listStaffTasks(staffOf(town.connection, town.sam.email), { of: "decisions" });
const giveByHand = (seats: string, org: OrgId = town.acme) =>
  as(town.sam).post(paths.customerSeats(org), { seats }, {}, false);

/** Acme subscribes to so many seats, and staff marked the product. */
function subscribe(quantity: number, values: Partial<typeof subscriptions.$inferInsert> = {}) {
  const id = addSubscription(town, town.acme, addCustomer(town, town.acme), values, [{ name: "Planner", quantity }]);
  town.system.db.update(products).set({ isSeat: true }).run();
  return id;
}

const setQuantity = (subscription: string, quantity: number) =>
  town.system.db
    .update(subscriptionItems)
    .set({ quantity })
    .where(eq(subscriptionItems.subscriptionId, subscription))
    .run();

describe("how many there are", () => {
  it("has no limit, and no word of it, until staff mark a product or give some by hand", async () => {
    addSubscription(town, town.acme, addCustomer(town, town.acme), {}, [{ name: "Planner", quantity: 2 }]);
    for (const path of [team(), paths.invite(town.acme)]) expect(await textOf(town.ada, path)).not.toMatch(/seat/i);
    const sam = as(town.sam);
    await sam.get(paths.staffSeats());
    const { productId } = town.system.db.select().from(subscriptionItems).get()!;
    await sam.submit({ product: productId! });
    expect(await textOf(town.ada, team())).toContain("4 of 2 seats in use.");
    for (const path of [paths.team(town.zebra), paths.invite(town.zebra)])
      expect(await textOf(town.zoe, path)).not.toMatch(/seat/i);
    await sam.post(paths.staffSeats(), {});
    expect(await textOf(town.ada, team())).toContain("4 of 2 seats in use.");
    await sam.post(paths.staffSeats(), { was: productId! });
    expect(await textOf(town.ada, team())).not.toMatch(/seat/i);
  });

  it.each([
    ["active", 10],
    ["trialing", 10],
    ["past_due", 10],
    ["unpaid", 0],
    ["paused", 0],
    ["canceled", 0],
    ["incomplete", null],
    ["incomplete_expired", null],
  ])("counts a subscription that is %s as %s", async (status, limit) => {
    subscribe(10, { status });
    const said = await textOf(town.ada, team());
    if (limit === null) expect(said).not.toMatch(/seat/i);
    else expect(said).toContain(`4 of ${limit} seats in use.`);
  });

  it("sums subscriptions and what staff gave by hand", async () => {
    subscribe(3);
    subscribe(2);
    await giveByHand("2");
    expect(await textOf(town.ada, team())).toContain("4 of 7 seats in use.");
    await giveByHand("");
    expect(await textOf(town.ada, team())).toContain("4 of 5 seats in use.");
  });
});

describe("who has one", () => {
  const inUse = async () => /(\d+ of \d+ seats? in use[^.]*)\./.exec(await textOf(town.ada, team()))?.[1];

  it("is everybody but accountants and the disabled, and each address once that may still accept", async () => {
    await giveByHand("10");
    expect(await inUse()).toBe("4 of 10 seats in use");
    const invite = (email: string, role: "member" | "accountant" = "member") =>
      addInvite(town, town.acme, town.ada.id, { email, role });
    invite(eve);
    invite(eve);
    invite("fay@acme.example");
    invite("kim@ledger.example", "accountant");
    expect(await inUse()).toBe("6 of 10 seats in use, 2 of them invited");
    town.system.db.update(people).set({ disabledAt: 1 }).where(eq(people.id, town.bo.id)).run();
    expect(await inUse()).toBe("5 of 10 seats in use, 2 of them invited");
    town.join(town.acme, town.addPerson(eve), "member");
    expect(await inUse()).toBe("5 of 10 seats in use, 1 of them invited");
    town.pass(8 * day);
    expect(await inUse()).toBe("4 of 10 seats in use");
  });

  it("says nothing of it to members", async () => {
    await giveByHand("10");
    expect(await textOf(town.ben, team())).not.toMatch(/seat/i);
  });
});

describe("without a free one", () => {
  it("refuses an invitation, keeps what was typed and shows both ways to more", async () => {
    subscribe(4);
    const ada = as(town.ada);
    const { status, html } = await ada.post(paths.invite(town.acme), { email: eve, name: "Eve", role: "member" });
    expect([status, problem(html)]).toEqual([422, expect.stringContaining("no free seat")]);
    const { main } = pageOf(html);
    expect(main.field(/address/).value).toBe(eve);
    expect(main.text).toContain("4 of 4 seats in use.");
    expect(main.button("Change the number of seats").text).toBeTruthy();
    const ask = main.link("Ask for more seats").href!;
    expect((await ada.get(ask)).status).toBe(200);
    expect(pageOf(ada.page.html).main.field(/Subject/).value).toBe("More seats for Planner (4 now)");
    expect(town.system.db.select().from(invites).all()).toEqual([]);
    expect(mailsTo(town, eve, "invite")).toEqual([]);
  });

  it("still takes accountants, and lets nobody become more than that", async () => {
    await giveByHand("4");
    const ada = as(town.ada);
    const asked = { email: "kim@ledger.example", role: "accountant" };
    expect((await ada.post(paths.invite(town.acme), asked, {}, false)).status).toBe(303);
    const { status, html } = await ada.post(paths.teamPerson(town.acme, town.ann.id), { role: "member" });
    expect([status, problem(html)]).toEqual([422, expect.stringContaining("All seats are in use")]);
    expect(pageOf(html).main.link("Ask for more seats").href).toContain("/requests/new");
    await ada.post(paths.teamPerson(town.acme, town.ben.id), { role: "accountant" });
    expect(await textOf(town.ada, team())).toContain("3 of 4 seats in use.");
    expect((await ada.post(paths.teamPerson(town.acme, town.ann.id), { role: "member" }, {}, false)).status).toBe(303);
  });

  it("sends what is open again, but nothing that ran out, and no newer role with a seat", async () => {
    await giveByHand("5");
    const { id } = addInvite(town, town.acme, town.ada.id, { email: eve });
    const kim = addInvite(town, town.acme, town.ada.id, { email: "kim@ledger.example", role: "accountant" });
    const ada = as(town.ada);
    await ada.post(paths.inviteAgain(town.acme, id), {});
    expect(pageOf(ada.page.html).status?.text).toContain("is invited");
    expect((await ada.post(paths.invite(town.acme), { email: "kim@ledger.example", role: "member" })).status).toBe(422);
    expect(town.system.db.select({ role: invites.role }).from(invites).where(eq(invites.id, kim.id)).get()).toEqual({
      role: "accountant",
    });
    town.pass(8 * day);
    town.join(town.acme, town.addPerson("fay@acme.example"), "member");
    await ada.post(paths.inviteAgain(town.acme, id), {});
    expect(pageOf(ada.page.html).status?.text).toContain("no free seat");
  });

  it("gives the last one to one of two who are invited at once", async () => {
    await giveByHand("5");
    const answers = await Promise.all(
      [town.ada, town.abe].map((who, n) =>
        as(who).post(paths.invite(town.acme), { email: `e${n}@acme.example`, role: "member" }, {}, false),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    expect(town.system.db.select().from(invites).all()).toHaveLength(1);
  });

  it("takes along what lines before this one would take", () => {
    const tenant = town.system.within(town.acme);
    const member = (email: string) => ({ email, role: "member" }) as const;
    expect(hasSeatFor(tenant, member(eve), town.now())).toBe(true);
    return giveByHand("6").then(() => {
      expect(hasSeatFor(tenant, member(eve), town.now(), ["a@acme.example"])).toBe(true);
      expect(hasSeatFor(tenant, member(eve), town.now(), ["a@acme.example", "b@acme.example"])).toBe(false);
      expect(hasSeatFor(tenant, member(eve), town.now(), [eve, "b@acme.example"])).toBe(true);
    });
  });
});

describe("when there are fewer than are in use", () => {
  it("loses nobody, refuses invitations, and tells the team and staff by how many", async () => {
    const id = subscribe(5);
    const { token } = addInvite(town, town.acme, town.ada.id, { email: eve });
    expect(tasks()).toEqual([]);
    setQuantity(id, 3);
    await browserIn(town).post(paths.invitation(token), {});
    expect(await textOf(town.ada, team())).toMatch(/5 of 3 seats in use\. That is 2 too many/);
    expect((await as(town.ben).get(paths.orders(town.acme))).status).toBe(200);
    expect((await as(town.ada).post(paths.invite(town.acme), { email: "f@acme.example", role: "member" })).status).toBe(
      422,
    );
    await tellOfSeats(town.system, town.now());
    await tellOfSeats(town.system, town.now());
    expect(tasks()).toMatchObject([
      { kind: "seats-over", subject: town.acme, detail: expect.stringContaining("Acme GmbH uses 2 more seats") },
    ]);
    const sam = as(town.sam);
    await sam.get(paths.staff());
    expect(pageOf(sam.page.html).main.link(/uses 2 more seats/).href).toBe(paths.customerSeats(town.acme));
  });

  it("tells staff anew only of another number, and settles it once there are enough", async () => {
    await giveByHand("3");
    expect(tasks()).toMatchObject([{ detail: expect.stringContaining("1 more seat ") }]);
    await as(town.sam).post(paths.tickOff(tasks()[0]!.id), {});
    await tellOfSeats(town.system, town.now());
    expect(tasks()).toEqual([]);
    await giveByHand("0");
    expect(tasks()).toMatchObject([{ detail: expect.stringContaining("4 more seats") }]);
    await giveByHand("4");
    expect(tasks()).toEqual([]);
  });
});

describe("staff", () => {
  it("who save a page that was opened before a colleague's change leave that as it is", async () => {
    const named = [
      { name: "Planner", quantity: 2 },
      { name: "Desks", quantity: 3 },
    ];
    addSubscription(town, town.acme, addCustomer(town, town.acme), {}, named);
    const [planner, desks] = town.system.db
      .select()
      .from(subscriptionItems)
      .all()
      .map(({ productId }) => productId!);
    const [first, second] = [as(town.sam), as(town.sam)];
    for (const sam of [first, second]) await sam.get(paths.staffSeats());
    await first.submit({ product: planner! });
    await second.submit({ product: desks! });
    expect(await textOf(town.ada, team())).toContain("4 of 5 seats in use.");
    await first.submit({ product: "" });
    expect(await textOf(town.ada, team())).toContain("4 of 3 seats in use.");
  });

  it("give a whole number by hand, which is written down", async () => {
    for (const typed of ["-1", "1.5", "2,50", "1.5x", "ten", "100001", "9".repeat(30)]) {
      const { status, html } = await as(town.sam).post(paths.customerSeats(town.acme), { seats: typed });
      expect([status, problem(html)]).toEqual([
        422,
        expect.stringContaining("Enter the extra seats as a whole number"),
      ]);
      expect(pageOf(html).main.field(/Extra/).value).toBe(typed);
    }
    expect((await giveByHand(" 1 000 ")).status).toBe(303);
    expect(await textOf(town.sam, paths.customerSeats(town.acme))).toContain("4 of 1000 seats in use.");
    expect(await textOf(town.sam, paths.staffSeats())).toContain("Acme GmbH 1000 extra seats");
    expect(await textOf(town.sam, paths.staffLog())).toContain("1000");
    expect(await textOf(town.sam, paths.staffCustomer(town.acme))).toContain("4 of 1000 seats in use.");
  });

  it("change roles whatever the seats, as the feed does", async () => {
    await giveByHand("4");
    await as(town.sam).post(paths.staffPerson(town.acme, town.ann.id), { role: "member" });
    const ofAnn = and(eq(memberships.orgId, town.acme), eq(memberships.personId, town.ann.id));
    expect(town.system.db.select().from(memberships).where(ofAnn).get()?.role).toBe("member");
  });
});

it("reads a new number at Stripe from its webhook, and never writes one", async () => {
  const billing = await openBilling();
  try {
    const { stripe, acme, ada } = billing;
    const customer = addCustomer(billing, acme, { id: "cus_seats" });
    stripe.quietly(() => stripe.createCustomer({ id: customer, name: "Acme GmbH" }));
    const product = stripe.createProduct({ name: "Planner" }).id;
    const recurring = { interval: "month" as const };
    const price = stripe.createPrice({ product, currency: "eur", unit_amount: 1_200, recurring }).id;
    const subscription = stripe.createSubscription({ customer, items: [{ price, quantity: 5 }] });
    await billing.sync();
    const browser = (who: typeof ada) => browserIn(billing as World, { cookie: billing.signIn(who.id) });
    await browser(billing.sam).post(paths.staffSeats(), { product });
    const said = async () => pageOf((await browser(ada).get(paths.team(acme))).html).main.text;
    expect(await said()).toContain("4 of 5 seats in use.");
    const asking = browser(ada);
    await asking.post(paths.invite(acme), { email: eve, role: "member" });
    expect(await said()).toContain("All seats are in use");
    const pressed = await asking.post(paths.changeSubscription(acme, subscription.id), {}, {}, false);
    expect([pressed.status, pressed.headers.get("Location")]).toEqual([303, expect.stringContaining(stripe.url)]);
    stripe.updateSubscription(subscription.id, { items: [{ id: subscription.items.data[0]!.id, quantity: 9 }] });
    await billing.sync();
    expect(await said()).toContain("5 of 9 seats in use, 1 of them invited.");
    expect(stripe.requests.length).toBeGreaterThan(0);
    const writes = stripe.requests.filter(({ method }) => method !== "GET").map(({ path }) => path);
    expect([...new Set(writes)]).toEqual(["/v1/billing_portal/sessions"]);
  } finally {
    await billing.end();
  }
});
