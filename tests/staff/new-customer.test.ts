import { afterEach, beforeEach, expect, it } from "vitest";
import { outbox } from "#db/schema/mail.ts";
import { organizations } from "#db/schema/organizations.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { newestMail } from "#tests/sign-in/mailbox.ts";
import { openTown, openWorld } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const count = () => town.system.db.$count(organizations);

it("staff of a portal without customers come from a new order to a first customer", async () => {
  const world = openWorld();
  const sam = browserIn(world, { cookie: world.signIn(world.addPerson("sam@norrland.example")) });
  const { main } = pageOf((await sam.get("/staff/orders/new")).html);
  await sam.get(main.link("New customer").href!);
  await sam.submit({ name: "Lund & Co", email: "liv@lund.example", invite: "" }, { action: "/staff/customers/new" });
  const page = pageOf(sam.page.html);
  expect(page.status!.text).toContain("liv@lund.example can sign in now");
  expect(page.main.text).toContain("liv@lund.example");
  expect(page.link("New order").href).toMatch(/^\/staff\/orders\/new\?customer=org_/);
  world.close();
});

it("a form that is sent twice makes one customer", async () => {
  const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  const before = await count();
  await sam.get("/staff/customers/new");
  const form = sam.page;
  for (let i = 0; i < 2; i++) {
    sam.page = form;
    await sam.submit({ name: "Lund", email: "liv@lund.example", invite: "" }, { action: "/staff/customers/new" });
    expect(sam.page.url).toMatch(/^\/staff\/customers\/org_/);
  }
  expect(await count()).toBe(before + 1);
});

it.each([
  [{ name: "", email: "liv@lund.example" }, "Enter the customer’s name"],
  [{ name: "\u200b", email: "liv@lund.example" }, "Enter the customer’s name"],
  [{ name: "x".repeat(201), email: "liv@lund.example" }, "Shorten the name to 200 characters"],
  [{ name: "x".repeat(90_000), email: "liv@lund.example" }, "Shorten the name to 200 characters"],
  [{ name: "Lund", email: "" }, "Enter the owner’s email address"],
  [{ name: "Lund", email: "liv" }, "Enter one email address, like name@example.com"],
  [{ name: "Lund", email: "ada@acme.example", another: "" }, "Someone at Acme GmbH already has this address"],
])("%j is refused with %s", async (typed, said) => {
  const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  const before = await count();
  await sam.get("/staff/customers/new");
  const page = await sam.submit(typed, { action: "/staff/customers/new" });
  expect(page.status).toBe(422);
  expect(pageOf(page.html).main.alert!.text).toContain(said);
  expect(await count()).toBe(before);
});

const add = async (typed: Record<string, string>) => {
  const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  await sam.get("/staff/customers/new");
  await sam.submit(typed, { action: "/staff/customers/new" });
  return sam;
};

it("nobody is mailed unless that is ticked, and then the link lets the owner in", async () => {
  await add({ name: "Lund & Co", email: "liv@lund.example", person: "Liv", invite: "" });
  expect(town.system.db.select().from(outbox).all()).toEqual([]);
  const sam = await add({ name: "Berg", email: "per@berg.example", person: "Per", invite: "on" });
  expect(pageOf(sam.page.html).status!.text).toContain("an invitation is on its way");
  expect(pageOf(sam.page.html).main.text).toContain("Per Owner per@berg.example");
  const per = browserIn(town);
  await per.get(newestMail(town, "per@berg.example").link);
  await per.submit();
  expect(per.page.html).toContain("Berg");
});

it("an address of another customer’s leads there, or makes its person the owner of both", async () => {
  const typed = { name: "Acme Retail", email: town.ada.email, invite: "" };
  const sam = await add(typed);
  expect(sam.page.status).toBe(422);
  expect(pageOf(sam.page.html).link("Add someone to Acme GmbH instead").href).toBe(`/staff/customers/${town.acme}`);
  await sam.submit({ ...typed, another: "on" }, { action: "/staff/customers/new" });
  expect(pageOf(sam.page.html).main.text).toContain("Ada Owner ada@acme.example");
  const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
  expect(pageOf((await ada.get("/organizations")).html).main.text).toMatch(/Acme GmbH.*Acme Retail/);
});
