import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { suppressions } from "#db/schema/mail.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { listCustomers } from "#app/staff/customers.ts";
import { customerViewsIn } from "#app/staff/customer-views.ts";
import { searchSources } from "#app/search-sources.ts";
import { indexChanges } from "#app/search/search-index.ts";
import { staffOf } from "#db/tenant.ts";
import { browserIn } from "#tests/http.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { plansOf } from "#tests/plans.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(
  () => void (town = openTown({ STRIPE_SECRET_KEY: "sk_test_never_used", STRIPE_WEBHOOK_SECRET: "whsec_never_used" })),
);
afterEach(() => town.close());

const sam = () => browserIn(town, { cookie: town.signIn(town.sam.id) });
const open = async (path = "/staff/customers") => pageOf((await sam().get(path)).html);
const names = ({ main }: ReturnType<typeof pageOf>) =>
  main
    .all("link")
    .filter(({ href }) => href?.startsWith("/staff/customers/org_"))
    .map(({ name }) => name);
const suppress = (email: string) =>
  town.system.db.insert(suppressions).values({ email, reason: "HardBounce", createdAt: town.now() }).run();
const view = async (show: string, sort = "") => names(await open(`/staff/customers?show=${show}${sort}`));

/** Liv's company, of whom nobody may sign in. */
const addLund = () => town.addOrganization("Lund & Co");

describe("the list of customers", () => {
  it("is a tab of the staff's, and says each customer's owner, last sign-in and what is unpaid", async () => {
    town.system.db.update(people).set({ signedInAt: town.now() }).where(eq(people.id, town.ben.id)).run();
    addInvoice(town, town.acme, { number: "INV-1", amountRemaining: 123456, total: 123456 });
    const today = pageOf((await sam().get("/staff")).html);
    const page = await open(today.bar.link("Customers").href!);
    expect(page.main.text).toContain("2 customers");
    expect(page.main.row("Acme GmbH").text).toMatch(/Acme GmbH ada@acme\.example .*Today.* €1,234\.56/);
    expect(page.main.row("Zebra Ltd").text).toMatch(/zoe@zebra\.example Never/);
  });

  it("goes by name whatever its capitals, or by the newest, a page of fifty at a time", async () => {
    for (let n = 0; n < 60; n++) {
      town.pass(1000);
      town.addOrganization(`${n % 2 ? "company" : "Company"} ${String(n).padStart(2, "0")}`);
    }
    const first = await open();
    expect(names(first)).toHaveLength(50);
    expect(names(first).slice(0, 3)).toEqual(["Acme GmbH", "Company 00", "company 01"]);
    const second = await open(first.next!);
    expect(names(second)).toHaveLength(12);
    expect(names(second).at(-1)).toBe("Zebra Ltd");
    const newest = await open("/staff/customers?sort=newest");
    expect(names(newest).slice(0, 2)).toEqual(["company 59", "Company 58"]);
    expect(names(await open(newest.next!)).at(-1)).toMatch(/Acme|Zebra/);
  });

  it("goes by letters and not by their marks: Ö stands with O, a page of it read from an index", async () => {
    for (const name of ["Österberg", "Zimt", "ostby", "Åkesson", "Łódź AB", "Luna", "ægir", "Adler"])
      town.addOrganization(name);
    const sorted = [
      "Acme GmbH",
      "Adler",
      "ægir",
      "Åkesson",
      "Łódź AB",
      "Luna",
      "ostby",
      "Österberg",
      "Zebra Ltd",
      "Zimt",
    ];
    const staff = staffOf(town.connection, town.sam.email);
    const filter = { show: null, sort: "name", q: null } as const;
    const plans = await plansOf(town, () => listCustomers(staff, filter, "2026-11-23"));
    expect(plans).toContain("SCAN organizations USING COVERING INDEX organizations_sorted");
    expect(names(await open())).toEqual(sorted);
  });

  it("goes on behind a customer that was renamed, and from the start behind one that is gone", async () => {
    expect(names(await open(`/staff/customers?after=${town.acme}`))).toEqual(["Zebra Ltd"]);
    town.system.db.update(organizations).set({ name: "Zz" }).where(eq(organizations.id, town.acme)).run();
    expect(names(await open(`/staff/customers?after=${town.acme}`))).toEqual([]);
    expect(names(await open("/staff/customers?after=org_gone"))).toEqual(["Zebra Ltd", "Zz"]);
  });

  it("finds a customer by the first letters of its name, or of somebody's address", async () => {
    while (indexChanges(town.system, searchSources));
    expect(names(await open("/staff/customers?q=acm"))).toEqual(["Acme GmbH"]);
    expect(names(await open("/staff/customers?q=zoe%40zebra.example"))).toEqual(["Zebra Ltd"]);
    expect(names(await open("/staff/customers?q=acm&show=nobody"))).toEqual([]);
    expect((await open("/staff/customers?q=nowhere")).main.text).toContain("No customers found");
  });

  it("says where a search finds more than it lists, and counts none of them", async () => {
    const add = (n: number) => town.addOrganization(`Company ${n}`);
    for (let n = 0; n < 200; n++) add(n);
    while (indexChanges(town.system, searchSources));
    expect((await open("/staff/customers?q=company")).main.text).toContain("200 customers");
    add(200);
    while (indexChanges(town.system, searchSources));
    const { main } = await open("/staff/customers?q=company");
    expect(main.text).toContain("This list covers the newest matches. Add a word to find older ones.");
    expect(main.text).not.toContain("200 customers");
  });

  it("shows who never signed in, and not who did once, or who cannot", async () => {
    addLund();
    expect(await view("never-signed-in")).toEqual(["Acme GmbH", "Zebra Ltd"]);
    town.system.db.update(people).set({ signedInAt: town.now() }).where(eq(people.id, town.ann.id)).run();
    expect(await view("never-signed-in")).toEqual(["Zebra Ltd"]);
  });

  it("shows where nobody can sign in: none is left, or all are disabled", async () => {
    const lund = addLund();
    expect(await view("nobody")).toEqual(["Lund & Co"]);
    town.join(lund, town.zoe.id, "owner");
    expect(await view("nobody")).toEqual([]);
    town.system.db.update(people).set({ disabledAt: town.now() }).where(eq(people.id, town.zoe.id)).run();
    expect(await view("nobody")).toEqual(["Lund & Co", "Zebra Ltd"]);
    town.system.db.update(people).set({ disabledAt: null }).where(eq(people.id, town.zoe.id)).run();
    town.system.db.delete(memberships).where(eq(memberships.orgId, town.zebra)).run();
    expect(await view("nobody", "&sort=newest")).toEqual(["Zebra Ltd"]);
  });

  it("shows whose emails bounce, who owes and whose order is late, and marks them in every view", async () => {
    suppress(town.zoe.email);
    addInvoice(town, town.acme, { number: "INV-1", amountRemaining: 5000, total: 5000 });
    addInvoice(town, town.zebra, { number: "INV-2", status: "paid", amountRemaining: 0, total: 5000 });
    tellOrder(town, town.zebra, "PO-1", { promisedDate: "2026-11-20" });
    tellOrder(town, town.acme, "PO-2", { promisedDate: "2026-12-20" });
    tellOrder(town, town.acme, "PO-3", { promisedDate: "2026-11-20" });
    tellEvent(town, "PO-3", { step: "delivered" });
    expect(await view("mail-comes-back")).toEqual(["Zebra Ltd"]);
    expect(await view("owes")).toEqual(["Acme GmbH"]);
    expect(await view("late-order")).toEqual(["Zebra Ltd"]);
    expect((await open()).main.row("Zebra Ltd").text).toMatch(/Emails bounce Late order/);
  });

  it("shows where an open invitation bounced", async () => {
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    await ada.post(`/o/${town.acme}/team/invite`, { email: "typo@acme.example", role: "member" });
    expect(await view("mail-comes-back")).toEqual([]);
    suppress("typo@acme.example");
    expect(await view("mail-comes-back")).toEqual(["Acme GmbH"]);
  });

  it("counts exactly to a thousand, then says that there are more", async () => {
    const add = (from: number, to: number) => {
      const some = Array.from({ length: to - from }, (_, n) => ({
        id: `org_${from + n}` as typeof town.acme,
        name: `Company ${from + n}`,
        createdAt: town.now(),
      }));
      town.system.db.insert(organizations).values(some).run();
    };
    add(0, 998);
    expect((await open()).main.text).toContain("1,000 customers");
    expect((await open("/staff/customers?show=nobody")).main.text).toContain("998 customers");
    add(998, 1003);
    expect((await open()).main.text).toContain("More than 1,000 customers");
    const nobody = await open("/staff/customers?show=nobody");
    expect(nobody.main.text).toContain("More than 1,000 customers");
    expect(names(nobody)).toHaveLength(50);
  });
});

it.each([
  ["never-signed-in", "people_never_signed_in"],
  ["mail-comes-back", "suppressions"],
  ["owes", "invoices_owing"],
  ["late-order", "orders_moving"],
  ["nobody", "organizations_without_people"],
] as const)("reads %s from an index of what it looks for, not from all customers", async (show, index) => {
  const [first] = await plansOf(town, () => customerViewsIn(town.system.db, "2026-11-23")[show].list(10));
  expect(first).toContain(index);
});
