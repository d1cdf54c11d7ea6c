import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { can } from "#app/can.ts";
import { dropOld } from "#app/sweep.ts";
import { customerClaims, waitingEvents } from "#db/schema/feed.ts";
import { outbox } from "#db/schema/mail.ts";
import { auditLog, memberships, organizations, people, staffTasks } from "#db/schema/organizations.ts";
import { nameSelf } from "#app/people/people.ts";
import { changeRole, liftRemoval, removeMember } from "#app/team/members.ts";
import { selfOf } from "#db/tenant.ts";
import { browserIn } from "#tests/http.ts";
import { mailsTo, newestMail } from "#tests/sign-in/mailbox.ts";
import { addCustomer } from "#tests/billing/subscription-rows.ts";
import { openTown } from "#tests/world.ts";
import { callerIn, type Caller } from "./caller.ts";

let town: ReturnType<typeof openTown>;
let ops: Caller;
beforeEach(async () => {
  town = openTown();
  ops = callerIn(town);
  await ops.put("organizations/hotel", { name: "Hotel Ltd" });
});
afterEach(() => town.close());

const personOf = (email: string) => town.system.db.select().from(people).where(eq(people.email, email)).get();
const organization = (externalId: string) =>
  town.system.db.select().from(organizations).where(eq(organizations.externalId, externalId)).get()!;
const rolesAt = (externalId: string) =>
  town.system.db
    .select({ email: people.email, role: memberships.role, source: memberships.source })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(eq(memberships.orgId, organization(externalId).id))
    .orderBy(people.email)
    .all();
const at = (role: string, organization = "hotel") => ({ organization, role });

describe("a person", () => {
  it("is made, may sign in, and sees the organization", async () => {
    const body = { email: " Hal@Hotel.example", name: "Hal", memberships: [at("owner")] };
    expect(await ops.put("people/p-1", body)).toMatchObject({ status: 201, body: { result: "created" } });
    expect((await ops.get("people/p-1")).body).toMatchObject({
      email: "hal@hotel.example",
      name: "Hal",
      memberships: [at("owner")],
    });
    expect((await ops.put("people/p-1", body)).body).toEqual({ result: "unchanged" });
    const browser = browserIn(town);
    await browser.get("/sign-in");
    await browser.submit({ email: "hal@hotel.example" });
    await browser.get(newestMail(town, "hal@hotel.example").link);
    await browser.submit();
    expect(browser.page.html).toContain("Hotel Ltd");
  });

  it("who is here already without a name of the feed's is the same by the address", async () => {
    expect((await ops.put("people/p-1", { email: town.ada.email, name: "Ada L." })).body).toEqual({
      result: "updated",
    });
    expect(personOf(town.ada.email)).toMatchObject({ id: town.ada.id, externalId: "p-1", name: "Ada L." });
  });

  it("who chose a name keeps it", async () => {
    nameSelf(selfOf(town.connection, town.ada.id), "Countess", town.now());
    await ops.put("people/p-1", { email: town.ada.email, name: "Ada L." });
    expect(personOf(town.ada.email)).toMatchObject({ externalId: "p-1", name: "Countess" });
  });

  it("reads each new name on a page that their browser holds, in the same moment too", async () => {
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    await ops.put("people/p-1", { email: town.ada.email, name: "Ada L." });
    const { headers } = await ada.get(`/o/${town.acme}`);
    await ops.put("people/p-1", { email: town.ada.email, name: "Ada K." });
    const again = await ada.request(`/o/${town.acme}`, { headers: { "If-None-Match": headers.get("ETag")! } });
    expect(again.html).toContain("Ada K.");
  });

  it("with somebody else's address is refused, and nobody is merged", async () => {
    await ops.put("people/p-1", { email: "hal@hotel.example" });
    for (const path of ["people/p-2", "people/p-3"]) {
      if (path === "people/p-3") await ops.put(path, { email: "other@hotel.example" });
      const reply = await ops.put(path, { email: "HAL@hotel.example" });
      expect(reply).toMatchObject({ status: 409, body: { errors: [{ pointer: "/email" }] } });
    }
    expect(personOf("hal@hotel.example")!.externalId).toBe("p-1");
    expect(personOf("other@hotel.example")!.externalId).toBe("p-3");
  });

  it("with a new address is signed out everywhere, and both addresses are told", async () => {
    await ops.put("people/p-1", { email: "hal@hotel.example", memberships: [at("owner")] });
    const browser = browserIn(town, { cookie: town.signIn(personOf("hal@hotel.example")!.id) });
    const asked = browserIn(town);
    await asked.get("/sign-in");
    await asked.submit({ email: "hal@hotel.example" });
    const { link } = newestMail(town, "hal@hotel.example");

    expect((await ops.put("people/p-1", { email: "hal@new.example" })).body).toEqual({ result: "updated" });
    expect((await browser.get("/")).url).toMatch(/^\/sign-in/);
    expect((await asked.get(link)).status).toBe(410);
    for (const address of ["hal@hotel.example", "hal@new.example"]) {
      expect(mailsTo(town, address, "email-changed")).toMatchObject([
        { props: { from: "hal@hotel.example", to: "hal@new.example" } },
      ]);
    }
    expect(rolesAt("hotel")).toEqual([{ email: "hal@new.example", role: "owner", source: "feed" }]);
    await ops.put("people/p-1", { email: "hal@new.example" });
    expect(mailsTo(town, "hal@new.example", "email-changed")).toHaveLength(1);
  });

  it("told of too late changes nothing", async () => {
    await ops.put("people/p-1", { email: "hal@hotel.example", updatedAt: "2026-11-23T09:00:00Z" });
    const old = { email: "hal@old.example", memberships: [at("owner")], updatedAt: "2026-11-22T09:00:00Z" };
    expect((await ops.put("people/p-1", { ...old, memberships: undefined })).body).toEqual({ result: "ignored" });
    expect(personOf("hal@hotel.example")).toBeDefined();
    expect(town.system.db.select().from(outbox).all()).toEqual([]);
  });
});

describe("memberships", () => {
  beforeEach(async () => {
    await ops.put("people/boss", { email: "boss@hotel.example", memberships: [at("owner")] });
    await ops.put("organizations/cafe", { name: "Café" });
  });

  it("replace those the feed made, and never others", async () => {
    const { id } = organization("cafe");
    await ops.put("people/p-1", { email: "hal@hotel.example", memberships: [at("member"), at("billing", "cafe")] });
    town.join(id, town.zoe.id, "member");
    await ops.put("people/z", { email: town.zoe.email, memberships: [at("admin", "cafe"), at("member")] });
    expect(rolesAt("cafe")).toEqual([
      { email: "hal@hotel.example", role: "billing", source: "feed" },
      { email: "zoe@zebra.example", role: "member", source: "staff" },
    ]);
    expect(
      (await ops.put("people/p-1", { email: "hal@hotel.example", memberships: [at("admin", "cafe")] })).body.result,
    ).toBe("updated");
    await ops.put("people/z", { email: town.zoe.email, memberships: [] });
    expect(rolesAt("hotel").map(({ email }) => email)).toEqual(["boss@hotel.example"]);
    expect(rolesAt("cafe")).toMatchObject([{ role: "admin" }, { email: "zoe@zebra.example", source: "staff" }]);
    await ops.put("people/p-1", { email: "hal@hotel.example" });
    expect(rolesAt("cafe")).toHaveLength(2);
    const deeds = town.system.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.actor, `Ops (${ops.key.slice(0, 13)}…)`))
      .all();
    expect(deeds.map(({ action }) => action)).toContain("membership.removed");
  });

  it("that were changed in the portal stay as they are, and the answer says so", async () => {
    const hal = { email: "hal@hotel.example", memberships: [at("admin")] };
    await ops.put("people/p-1", hal);
    const { id } = personOf(hal.email)!;
    const hotel = town.system.within(organization("hotel").id);
    const boss = { kind: "member", personId: personOf("boss@hotel.example")!.id, name: "boss" } as const;
    expect(changeRole(hotel, id, "member", boss, town.now())).toBe("changed");
    const notes = [{ pointer: "/memberships/0", detail: expect.stringContaining("Still member") }];
    expect((await ops.put("people/p-1", hal)).body).toEqual({ result: "unchanged", notes });
    const none = await ops.put("people/p-1", { ...hal, memberships: [] });
    expect(none.body).toMatchObject({ result: "unchanged", notes: [{ pointer: "/memberships" }] });
    expect((await ops.post("batch", { items: [{ put: "people/p-1", body: hal }] })).body).toEqual({
      results: [{ status: 200, result: "unchanged", notes }],
    });
    expect(rolesAt("hotel")).toContainEqual({ email: hal.email, role: "member", source: "team" });
  });

  it("that were ended in the portal do not come back, also under another address", async () => {
    const hal = { email: "hal@hotel.example", memberships: [at("member")] };
    await ops.put("people/p-1", hal);
    const { id } = personOf(hal.email)!;
    const hotel = town.system.within(organization("hotel").id);
    expect(removeMember(hotel, id, { kind: "staff", name: town.sam.email }, town.now())).toBe("changed");
    const notes = [{ pointer: "/memberships/0", detail: expect.stringContaining("Not added") }];
    expect((await ops.put("people/p-1", hal)).body).toEqual({ result: "unchanged", notes });
    const moved = { ...hal, email: "hal@new.example" };
    expect((await ops.put("people/p-1", moved)).body).toEqual({ result: "updated", notes });
    const anew = await ops.put("people/p-2", hal);
    expect(anew).toMatchObject({ status: 201, body: { result: "created", notes } });
    expect(rolesAt("hotel").map(({ email }) => email)).toEqual(["boss@hotel.example"]);

    liftRemoval(hotel, { personId: id, email: moved.email });
    expect((await ops.put("people/p-1", moved)).body).toEqual({ result: "updated" });
    expect(rolesAt("hotel").map(({ email }) => email)).toEqual(["boss@hotel.example", moved.email]);
  });

  it("never take the last owner away, whether by another role or none", async () => {
    for (const stated of [[], [at("member")]]) {
      const { body } = await ops.put("people/boss", { email: "boss@hotel.example", memberships: stated });
      expect(body).toMatchObject({ result: "unchanged", notes: [{ detail: expect.stringContaining("Still owner") }] });
      expect(rolesAt("hotel")).toEqual([{ email: "boss@hotel.example", role: "owner", source: "feed" }]);
    }
    await ops.put("people/p-1", { email: "hal@hotel.example", memberships: [at("owner")] });
    await ops.put("people/boss", { email: "boss@hotel.example", memberships: [at("member")] });
    expect(rolesAt("hotel").map(({ role }) => role)).toEqual(["member", "owner"]);
  });

  it("that make an owner or an admin are told to the owners, and to nobody else", async () => {
    await ops.put("people/p-1", { email: "hal@hotel.example", memberships: [at("member")] });
    expect(mailsTo(town, "boss@hotel.example", "role-changed")).toEqual([]);
    town.pass(1);
    await ops.put("people/p-1", { email: "hal@hotel.example", memberships: [at("admin")] });
    await ops.put("people/p-1", { email: "hal@hotel.example", memberships: [at("admin")] });
    expect(mailsTo(town, "boss@hotel.example", "role-changed")).toMatchObject([{ props: { role: "admin" } }]);
    expect(mailsTo(town, "hal@hotel.example", "role-changed")).toEqual([]);
    expect(can("admin", "team.manage")).toBe(true);
  });

  it("of an organization nobody sent are refused whole", async () => {
    const reply = await ops.put("people/p-9", {
      email: "x@hotel.example",
      memberships: [at("member"), at("owner", "never")],
    });
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ pointer: "/memberships/1/organization" }] } });
    expect(personOf("x@hotel.example")).toBeUndefined();
  });
});

describe("an organization", () => {
  const claims = () =>
    town.system.db
      .select()
      .from(customerClaims)
      .all()
      .map(({ customerId }) => customerId);

  it("is answered as it was put", async () => {
    const body = {
      name: "Hotel & Bar",
      email: "ap@hotel.example",
      phone: "+49 40 1",
      address: { line1: "Weg 1", line2: null, postalCode: null, city: "Hamburg", region: null, country: "DE" },
      stripeCustomerIds: ["cus_a", "cus_b"],
      updatedAt: "2026-11-23T10:00:00.000Z",
    };
    expect((await ops.put("organizations/hotel", body)).body).toEqual({ result: "updated" });
    expect((await ops.get("organizations/hotel")).body).toEqual(body);
    expect((await ops.put("organizations/hotel", body)).body).toEqual({ result: "unchanged" });
    expect((await ops.put("organizations/hotel", { name: "Old", updatedAt: "2026-11-01T10:00:00Z" })).body).toEqual({
      result: "ignored",
    });
    town.pass(1);
    await ops.put("organizations/hotel", { name: "Hotel & Bar", stripeCustomerIds: ["cus_b"] });
    expect(claims()).toEqual(["cus_b"]);
  });

  it("that Stripe brought is taken for it where customer and name or address agree", async () => {
    addCustomer(town, town.acme, { id: "cus_acme", email: "ap@acme.example" });
    const named = { stripeCustomerIds: ["cus_acme"] };
    expect(await ops.put("organizations/a", { name: "Somebody", ...named })).toMatchObject({ status: 409 });
    expect(await ops.put("organizations/a", { name: "ACME gmbh", ...named })).toMatchObject({
      status: 200,
      body: { result: "updated" },
    });
    expect(organization("a").id).toBe(town.acme);
  });

  it("gets no Stripe customer of another's: staff decide", async () => {
    addCustomer(town, town.acme, { id: "cus_acme" });
    await ops.put("organizations/hotel", { name: "Hotel Ltd", stripeCustomerIds: ["cus_hotel"] });
    for (const [path, id] of [
      ["hotel", "cus_acme"],
      ["cafe", "cus_hotel"],
    ]) {
      const reply = await ops.put(`organizations/${path}`, { name: "Other", stripeCustomerIds: [id] });
      expect(reply).toMatchObject({ status: 409, body: { errors: [{ pointer: "/stripeCustomerIds" }] } });
    }
    expect(organization("hotel").name).toBe("Hotel Ltd");
    expect(organization("cafe")).toBeUndefined();
    expect(town.system.db.select().from(staffTasks).all()).toHaveLength(2);
    expect(
      (
        await ops.post("batch", {
          items: [{ put: "organizations/x", body: { name: "X", stripeCustomerIds: ["cus_acme"] } }],
        })
      ).body.results,
    ).toMatchObject([{ status: 409 }]);
  });
});

it("forgets events whose order did not come in 30 days", async () => {
  await ops.post("orders/PO-7/events", { eventId: "e", step: "placed", occurredAt: "2026-11-01T10:00:00Z" });
  const left = async () => {
    await dropOld(town.system, town.now());
    return town.system.db.select().from(waitingEvents).all().length;
  };
  town.pass(30 * 86_400_000);
  expect(await left()).toBe(1);
  town.pass(1);
  expect(await left()).toBe(0);
});
