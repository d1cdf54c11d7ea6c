import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addPayablesAddress, listPayablesAddresses } from "#app/billing/billing-mail-settings.ts";
import { tellOfUnheard } from "#app/billing/news/unheard-tasks.ts";
import { leavePayables } from "#app/notifications/payables-left.ts";
import { organizations, people, staffTasks } from "#db/schema/organizations.ts";
import { suppressions } from "#db/schema/mail.ts";
import { browserIn } from "#tests/http.ts";
import { stopMails } from "#tests/mail/mail-rows.ts";
import { wish } from "#tests/notifications/digest-rows.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

type Who = "ada" | "abe" | "bo" | "zoe" | "sam";
const as = (who: Who) => browserIn(town, { cookie: town.signIn(town[who].id) });
const die = (email: string) => stopMails(town, email, "HardBounce");
const revive = (email: string) => town.system.db.delete(suppressions).where(eq(suppressions.email, email)).run();
const everybody = () => [town.ada, town.abe, town.bo].map(({ email }) => email);

const onHome = "Nobody gets our emails about failed payments";
const onCustomerPage = "Nobody here gets emails about failed payments";
const saysHome = async (who: Who, org = town.acme) =>
  pageOf((await as(who).get(`/o/${org}`)).html).main.text.includes(onHome);
const saysStaff = async (org = town.acme) =>
  (await as("sam").get(`/staff/customers/${org}`)).html.includes(onCustomerPage);

describe("an organization where nobody gets mails about money", () => {
  it("says so to its owner and to staff, not while one of them is reached", async () => {
    for (const email of everybody().slice(1)) die(email);
    expect([await saysHome("ada"), await saysStaff()]).toEqual([false, false]);
    die(town.ada.email);
    expect([await saysHome("ada"), await saysStaff()]).toEqual([true, true]);
    expect([await saysHome("abe"), await saysHome("zoe", town.zebra), await saysStaff(town.zebra)]).toEqual([
      false,
      false,
      false,
    ]);
    const { main } = pageOf((await as("ada").get(`/o/${town.acme}`)).html);
    expect(main.link(new RegExp(onHome)).href).toBe(`/o/${town.acme}/billing/mails`);
  });

  it("counts the accounts-payable addresses, and who is no member any more", async () => {
    for (const email of everybody()) die(email);
    addPayablesAddress(town.system.within(town.acme), "ap@acme.example", town.ada.id, town.now());
    expect([await saysHome("ada"), await saysStaff()]).toEqual([false, false]);
    die("ap@acme.example");
    expect([await saysHome("ada"), await saysStaff()]).toEqual([true, true]);
  });

  it("says so where all of them turned them off, also on a home that was remembered, until one has them again", async () => {
    const ada = as("ada");
    await ada.get(`/o/${town.acme}`);
    const headers = { "If-None-Match": ada.page.headers.get("ETag")! };
    wish(town, town.ada, "failures", "off");
    die(town.abe.email);
    await tellOfUnheard(town.system, town.now());
    expect([await saysHome("ada"), town.system.db.select().from(staffTasks).all()]).toEqual([false, []]);
    wish(town, town.bo, "failures", "off");
    expect((await ada.request(`/o/${town.acme}`, { headers })).html).toContain(onHome);
    await tellOfUnheard(town.system, town.now());
    expect([await saysStaff(), town.system.db.select().from(staffTasks).all()]).toMatchObject([
      true,
      [{ doneAt: null }],
    ]);
    addPayablesAddress(town.system.within(town.acme), "ap@acme.example", town.ada.id, town.now());
    expect([await saysHome("ada"), await saysStaff()]).toEqual([false, false]);
    leavePayables(
      town.system.within(town.acme),
      { email: "ap@acme.example", topic: "failures", isLeft: true },
      town.now(),
    );
    expect(await saysHome("ada")).toBe(true);
    wish(town, town.ada, "failures", "now");
    expect(await saysHome("ada")).toBe(false);
  });

  it("is heard again by an address for payables that was full and is added anew, not by one that is gone or a person's", async () => {
    const stops = () =>
      town.system.db
        .select()
        .from(suppressions)
        .all()
        .map(({ email }) => email);
    for (const [email, reason] of [
      ["full@acme.example", "SoftBounce"],
      ["gone@acme.example", "HardBounce"],
      [town.ben.email, "SoftBounce"],
    ] as const) {
      stopMails(town, email, reason);
      await as("ada").post(`/o/${town.acme}/billing/mails`, { email });
    }
    expect(listPayablesAddresses(town.system.within(town.acme))).toHaveLength(3);
    expect(stops().sort()).toEqual([town.ben.email, "gone@acme.example"].sort());
  });

  it("is told on a home that was remembered, as soon as it becomes so and as soon as it heals", async () => {
    const ada = as("ada");
    const look = async () => {
      const before = ada.page;
      const headers = { "If-None-Match": before.headers.get("ETag")! };
      const { status, html } = await ada.request(`/o/${town.acme}`, { headers });
      return status === 304 ? "unchanged" : html.includes(onHome);
    };
    for (const email of [town.ada.email, town.abe.email]) die(email);
    await ada.get(`/o/${town.acme}`);
    die(town.bo.email);
    expect(await look()).toBe(true);
    revive(town.abe.email);
    expect(await look()).toBe(false);
    die(town.abe.email);
    expect(await look()).toBe(true);
    town.system.db.update(people).set({ email: "abe@new.example" }).where(eq(people.id, town.abe.id)).run();
    expect(await look()).toBe(false);
  });
});

describe("the task of staff", () => {
  const look = () => tellOfUnheard(town.system, town.now());
  const detail = "Nobody at Acme GmbH gets emails about failed payments: they bounce or are turned off.";
  const tasks = async () =>
    pageOf((await as("sam").get("/staff")).html)
      .main.rows(/gets emails about failed payments/)
      .map(({ text, hrefs }) => [text, hrefs[0]]);

  it("is left once, leads to the customer, and settles itself as soon as one address works again", async () => {
    for (const email of everybody()) die(email);
    for (let n = 0; n < 3; n++) await look();
    expect(await tasks()).toEqual([[expect.stringContaining(detail), `/staff/customers/${town.acme}`]]);
    expect(town.system.db.select().from(staffTasks).all()).toHaveLength(1);
    revive(town.bo.email);
    await look();
    expect(await tasks()).toEqual([]);
    die(town.bo.email);
    await look();
    expect(await tasks()).toHaveLength(1);
  });

  it("that was ticked off comes again only where it healed in between", async () => {
    for (const email of everybody()) die(email);
    await look();
    const sam = as("sam");
    await sam.get("/staff");
    await sam.post(`/staff/tasks/${town.system.db.select().from(staffTasks).get()!.id}/completion`, {});
    await look();
    expect(await tasks()).toEqual([]);
    revive(town.abe.email);
    await look();
    die(town.abe.email);
    await look();
    expect(await tasks()).toHaveLength(1);
  });

  it("is of a customer with one recipient that died, and not of one that has another or is closed", async () => {
    die(town.zoe.email);
    for (const email of everybody().slice(1)) die(email);
    await look();
    expect(await tasks()).toMatchObject([[expect.stringContaining("Zebra Ltd"), `/staff/customers/${town.zebra}`]]);
    const isZebra = eq(organizations.id, town.zebra);
    town.system.db.update(organizations).set({ closedAt: town.now() }).where(isZebra).run();
    await look();
    expect(await tasks()).toEqual([]);
  });
});
