import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeRole } from "#app/team/members.ts";
import { createItemLink, findItemLink } from "#app/sign-in/item-links.ts";
import { newId, type OrgId, type PersonId } from "#db/ids.ts";
import { outbox } from "#db/schema/mail.ts";
import { auditLog, memberships, organizations, people } from "#db/schema/organizations.ts";
import { browserIn } from "#tests/http.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
beforeEach(async () => {
  town = openTown();
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  await sam.get("/staff/customers");
});
afterEach(() => town.close());

/** Brings a file from the list of customers, has it looked through, and gives the import's page. */
async function bring(...lines: string[]) {
  const way = pageOf((await sam.get("/staff/customers")).html).main.link("Import a CSV").href;
  const body = new FormData();
  body.set("file", new File([lines.join("\r\n")], "customers.csv", { type: "text/csv" }));
  const headers = { Cookie: town.signIn(town.sam.id), Origin: town.config.appUrl };
  const page = (await town.fetch(way, { method: "POST", body, headers })).headers.get("Location")!;
  await town.drain();
  return { page, main: pageOf((await sam.get(page)).html).main };
}
async function act(page: string, verb: "confirmation" | "undo") {
  await sam.post(`${page}/${verb}`, {});
  await town.drain();
  return pageOf((await sam.get(page)).html).main;
}
const heads = "number,name,email,person,role";
const named = (name: string) => town.system.db.select().from(organizations).where(eq(organizations.name, name)).get();
const inIt = (name: string) =>
  town.system.db
    .select({ email: people.email, name: people.name, role: memberships.role })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(eq(organizations.name, name))
    .orderBy(people.email)
    .all();

describe("lines of a file that bring the same person", () => {
  it("count once, name the line, and say whose role counts", async () => {
    const { page, main } = await bring(
      heads,
      "C-1,Lund & Co,liv@lund.example,Liv Lund,",
      "C-1,Lund & Co,LIV@lund.example,Liv,billing",
      "C-1,,kim@lund.example,Kim,accountant",
    );
    expect(main.text).toMatch(/New customers 1 People added 1 Unchanged people 1/);
    expect(main.text).toContain("C-1 Lund & Co · Liv Lund · liv@lund.example");
    expect(main.text).toContain("is in line 2 too, for the same customer. Both are one person");
    expect(main.text).toContain("“billing” is ignored: line 2 gives this person another role, which counts");
    expect(main.button("Import 2 lines")).toBeTruthy();
    expect((await act(page, "confirmation")).text).toContain("2 lines imported.");
    expect(inIt("Lund & Co").map(({ role }) => role)).toEqual(["accountant", "owner"]);
  });

  it("say of somebody who is here already that they keep their role", async () => {
    const { main } = await bring(heads, ",Acme GmbH,ada@acme.example,Ada,billing");
    expect(main.text).toContain("“billing” is ignored: this person is already here with another role.");
  });
});

it("is seen under Customers in the menu", async () => {
  const { page } = await bring(heads, "C-1,Lund & Co,liv@lund.example,Liv,");
  const current = () =>
    pageOf(sam.page.html)
      .bar.all("link")
      .filter(({ isCurrent }) => isCurrent)
      .map(({ name }) => name);
  expect(current()).toEqual(["Customers"]);
  await act(page, "confirmation");
  await sam.get(`${page}/undo`);
  expect(current()).toEqual(["Customers"]);
});

describe("a file of customers", () => {
  const good = [
    heads,
    "C-1,Lund & Co,liv@lund.example,Liv Lund,",
    "C-1,,kim@lund.example,Kim,accountant",
    ",Acme GmbH,new@acme.example,New,billing",
    ",Acme GmbH,ada@acme.example,Ada,owner",
  ];

  it("is looked through first, then makes customers and adds people, and mails nobody", async () => {
    const { page, main } = await bring(...good);
    expect(main.text).toMatch(/New customers 1 People added 2 Unchanged people 1 Refused lines 0/);
    expect(named("Lund & Co")).toBeUndefined();
    expect((await act(page, "confirmation")).text).toContain("3 lines imported.");
    expect(named("Lund & Co")).toMatchObject({ externalId: "C-1" });
    expect(inIt("Lund & Co")).toEqual([
      { email: "kim@lund.example", name: "Kim", role: "accountant" },
      { email: "liv@lund.example", name: "Liv Lund", role: "owner" },
    ]);
    expect(inIt("Acme GmbH")).toContainEqual({ email: "new@acme.example", name: "New", role: "billing" });
    expect(town.system.db.select().from(outbox).all()).toEqual([]);
    const list = pageOf((await sam.get("/staff/customers")).html).main;
    expect(list.row("Lund & Co").text).toContain("liv@lund.example");
  });

  it("says of each refused line why, and gives them back as a file", async () => {
    const { page, main } = await bring(
      heads,
      ",Lund,liv,,",
      ",Lund,liv@lund.example,,boss",
      ",,liv@lund.example,,",
      ",Acme GmbH,eve@acme.example,,owner",
      ",Lund,ada@acme.example,,",
    );
    expect(main.text).toMatch(/New customers 1 .* Refused lines 4/);
    const lines = main.rows("Line").map(({ text }) => text);
    expect(lines[0]).toContain("Lund liv email:");
    expect(lines[0]).toContain("email: “liv” is not one email address");
    expect(lines[1]).toContain("role: “boss” must be owner, admin");
    expect(lines[2]).toContain("name: is required for a new customer");
    expect(lines[3]).toContain("role: “owner” can’t be set by a file");
    expect(lines[4]).toContain("is at another customer too");
    const refused = await sam.get(`${page}/refused.csv`);
    expect(refused.html.split("\r\n").filter(Boolean)).toHaveLength(5);
    expect(refused.html).toContain("faults");
  });

  it("lets nobody into a namesake by a number that nobody has", async () => {
    const { page, main } = await bring(
      heads,
      "K-77,Acme GmbH,x@other.example,,",
      "K-78,Acme GmbH,ada@acme.example,,",
      "K-78,Acme GmbH,neu@acme.example,,",
      ",Acme GmbH,new@acme.example,,",
      "K-79,Globex Inc,x@other.example,,",
    );
    const lines = main.rows("Line").map(({ text }) => text);
    expect(lines[0]).toContain("is a customer without a number, and this address isn’t one of theirs");
    expect(main.text).toMatch(/Refused lines 1/);
    const noticed = pageOf((await sam.get(`${page}?show=noticed`)).html).main;
    expect(noticed.rows("Line").map(({ text }) => text)).toEqual([
      expect.stringContaining("was found by its name only"),
    ]);
    await act(page, "confirmation");
    expect(named("Acme GmbH")).toMatchObject({ externalId: "K-78" });
    const emails = inIt("Acme GmbH").map(({ email }) => email);
    expect(emails).toEqual(expect.arrayContaining(["neu@acme.example", "new@acme.example"]));
    expect(emails).not.toContain("x@other.example");
  });

  it("finds the one customer without a number among many of its name", async () => {
    const { db } = town.system;
    for (const n of [1, 2, 3])
      db.insert(organizations)
        .values({ id: newId("org") as OrgId, name: "Acme GmbH", externalId: `A-${n}`, createdAt: n })
        .run();
    const { main } = await bring(heads, "A-4,acme gmbh,ada@acme.example,,", "A-5,Acme GmbH,x@other.example,,");
    expect(main.text).toMatch(/New customers 0 People added 1 Unchanged people 0 Refused lines 1/);
  });

  it("is taken back whole, but for who has signed in since and customers that have something by now", async () => {
    const { page } = await bring(
      ...good,
      ",Berg AB,per@berg.example,,",
      "D-1,Dal AS,dag@dal.example,,",
      "D-1,Dal AS,siv@dal.example,,",
      ",Fjell AS,dag@dal.example,,",
    );
    await act(page, "confirmation");
    const { id } = named("Berg AB")!;
    tellOrder(town, id, "PO-1", { title: "A chair" });
    town.system.db.update(people).set({ signedInAt: town.now() }).where(eq(people.email, "siv@dal.example")).run();
    expect((await act(page, "undo")).text).toContain("3 lines stayed, because they’ve changed since the import.");
    expect(named("Lund & Co")).toBeUndefined();
    expect(inIt("Berg AB").map(({ email }) => email)).toEqual(["per@berg.example"]);
    expect(inIt("Dal AS").map(({ email, role }) => [email, role])).toEqual([
      ["dag@dal.example", "owner"],
      ["siv@dal.example", "member"],
    ]);
    expect(named("Dal AS")).toMatchObject({ externalId: "D-1" });
    expect(named("Fjell AS")).toBeUndefined();
    expect(inIt("Acme GmbH").map(({ email }) => email)).not.toContain("new@acme.example");
    const left = town.system.db.select({ email: people.email }).from(people).all();
    expect(left.map((one) => one.email)).not.toContain("liv@lund.example");
    expect(left.map((one) => one.email)).toContain("per@berg.example");
  });

  it("is taken back from a customer of before with a note and their links, but for who has another role", async () => {
    const tenant = town.system.within(town.acme);
    const { page } = await bring(heads, ",Acme GmbH,new@acme.example,,", ",Acme GmbH,kim@acme.example,,billing");
    await act(page, "confirmation");
    const kim = town.system.db.select().from(people).where(eq(people.email, "kim@acme.example")).get()!;
    changeRole(tenant, kim.id as PersonId, "member", { kind: "staff", name: town.sam.email }, town.now());
    const link = { kind: "invoice", itemId: addInvoice(town, town.acme), email: "new@acme.example" } as const;
    const token = createItemLink(tenant, link, town.now());
    expect((await act(page, "undo")).text).toContain("1 line stayed");
    const emails = inIt("Acme GmbH").map(({ email }) => email);
    expect(emails).toContain("kim@acme.example");
    expect(emails).not.toContain("new@acme.example");
    expect(findItemLink(town.system, token)!.revokedAt).toBe(town.now());
    const isRemoval = eq(auditLog.action, "membership.removed");
    expect(town.system.db.select().from(auditLog).where(isRemoval).all()).toMatchObject([
      { orgId: town.acme, actor: town.sam.email, subject: "new@acme.example" },
    ]);
  });
});
