import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKey } from "#app/company/api-keys.ts";
import { listStaffTasks } from "#app/company/staff-tasks.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { paths } from "#app/paths.ts";
import { organizations } from "#db/schema/organizations.ts";
import { staffOf } from "#db/tenant.ts";
import { eq } from "drizzle-orm";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { mailsTo } from "#tests/sign-in/mailbox.ts";
import { openTown } from "#tests/world.ts";
import { addInvite } from "./team-rows.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const day = 24 * 60 * 60_000;
type Person = typeof town.ada;
const as = ({ id }: Person) => browserIn(town, { cookie: town.signIn(id) });
const closing = () => paths.closing(town.acme);
const close = (reason = "They moved on") => as(town.sam).post(paths.staffClosing(town.acme), { reason }, {}, false);
const closedAt = () => {
  const row = town.system.db.select().from(organizations).where(eq(organizations.id, town.acme)).get()!;
  return row.closedAt;
};
const tasks = () =>
  listStaffTasks(staffOf(town.connection, town.sam.email), { of: "decisions" }).filter(
    ({ kind }) => kind === "organization-closing",
  );

describe("an owner who asks to close their organization", () => {
  it("has all owners mailed and staff asked, and any owner stops it", async () => {
    town.join(town.acme, town.zoe.id, "owner");
    const ada = as(town.ada);
    await ada.get(paths.team(town.acme));
    await ada.get(pageOf(ada.page.html).main.link("Close this account").href);
    await ada.submit({}, { action: closing() });
    expect(pageOf(ada.page.html).status!.text).toContain("emailed all owners");
    expect(pageOf(ada.page.html).main.text).toContain("before 30 November 2026");
    for (const { email } of [town.ada, town.zoe]) expect(mailsTo(town, email, "closing-asked")).toHaveLength(1);
    expect(mailsTo(town, town.abe.email, "closing-asked")).toEqual([]);
    expect(tasks()).toMatchObject([{ subject: town.acme }]);
    await ada.post(closing(), {});
    expect(mailsTo(town, town.ada.email, "closing-asked")).toHaveLength(1);

    expect((await close()).status).toBe(422);
    const zoe = as(town.zoe);
    await zoe.get(closing());
    await zoe.submit({}, { action: paths.stopClosing(town.acme) });
    expect(pageOf(zoe.page.html).status!.text).toBe("This account stays open.");
    expect([tasks(), closedAt()]).toEqual([[], null]);
  });

  it("proves anew who they are", async () => {
    const ada = as(town.ada);
    town.pass(16 * 60_000);
    for (const path of [closing(), paths.stopClosing(town.acme)])
      expect((await ada.post(path, {}, {}, false)).headers.get("Location")).toMatch(/^\/me\/confirm/);
    expect(tasks()).toEqual([]);
  });

  it("is followed by staff once nobody objected for seven days", async () => {
    await as(town.ada).post(closing(), {});
    town.pass(7 * day - 1);
    expect([(await close()).status, closedAt()]).toEqual([422, null]);
    town.pass(1);
    expect((await close()).status).toBe(303);
    expect(closedAt()).toBe(town.now());
    expect(tasks()).toEqual([]);
  });
});

describe("a closed organization", () => {
  it("is not there for anybody, on held pages neither, and opens again as it was", async () => {
    const sessions = [town.ada, town.abe, town.bo, town.ben, town.ann].map((person) => as(person));
    const held = await sessions[0]!.get(paths.home(town.acme));
    expect((await close()).status).toBe(303);
    for (const browser of sessions) {
      const { html: never } = await browser.get(paths.home("org_never"));
      const { status, html } = await browser.get(paths.home(town.acme));
      expect([status, html]).toEqual([404, never]);
      expect((await browser.get(paths.organizations())).html).not.toContain(paths.home(town.acme) + '"');
    }
    const again = { headers: { "If-None-Match": held.headers.get("ETag")! } };
    expect((await sessions[0]!.request(paths.home(town.acme), again)).status).toBe(404);
    expect((await as(town.ben).post(paths.newRequest(town.acme), { message: "Hello" }, {}, false)).status).toBe(404);

    const sam = as(town.sam);
    await sam.get(paths.staffClosing(town.acme));
    await sam.submit({}, { action: paths.staffReopening(town.acme) });
    expect(pageOf(sam.page.html).status!.text).toBe("Acme GmbH is open again.");
    for (const browser of sessions) expect((await browser.get(paths.home(town.acme))).status).toBe(200);
  });

  it("ends its item links and invitations, and the feed is refused until it is open", async () => {
    const { acme, system } = town;
    system.db.update(organizations).set({ externalId: "acme" }).where(eq(organizations.id, acme)).run();
    tellOrder(town, acme, "PO-1");
    addInvoice(town, acme, { id: "in_1", number: "INV-1" });
    const link = { kind: "invoice", itemId: "in_1", email: town.bo.email } as const;
    const token = createItemLink(system.within(acme), link, town.now());
    const { token: invitation } = addInvite(town, acme, town.ada.id, { email: "eve@acme.example" });
    const scopes = ["people", "organizations", "orders"] as const;
    const { key } = createKey(system, { name: "ERP", scopes: [...scopes], by: "cli" }, town.now());
    const put = async (path: string, body: object, method = "PUT") => {
      const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
      return (await town.fetch(`/api/v1/${path}`, { method, headers, body: JSON.stringify(body) })).status;
    };
    const calls = async () => [
      await put("organizations/acme", { name: "Acme GmbH" }),
      await put("orders/PO-2", { organization: "acme", kind: "order", title: "Chairs" }),
      await put("orders/PO-1/events", { step: "shipped", eventId: "e", occurredAt: "2026-11-23T09:00:00Z" }, "POST"),
      await put("people/hal", { email: "hal@acme.example", memberships: [{ organization: "acme", role: "member" }] }),
    ];
    await close();
    expect((await browserIn(town).get(`/l/${token}`)).status).toBe(410);
    expect((await browserIn(town).get(paths.invitation(invitation))).status).toBe(410);
    const late = createItemLink(system.within(acme), link, town.now());
    expect((await browserIn(town).get(`/l/${late}`)).status).toBe(410);
    expect(await calls()).toEqual([409, 409, 409, 409]);
    await as(town.sam).post(paths.staffReopening(acme), {});
    expect(await calls()).toEqual([200, 201, 201, 201]);
  });

  it("is nobody's to be invited to or to become an owner of: staff are led to where it is opened again", async () => {
    const { acme, zebra } = town;
    await close();
    const sam = as(town.sam);
    for (const path of [paths.staffInvite(acme), paths.staffOwner(acme)]) {
      expect((await sam.get(path)).url).toBe(paths.staffClosing(acme));
      const typed = { email: "eve@acme.example", role: "member", person: town.ben.id, reason: "Why" };
      expect((await sam.post(path, typed)).url).toBe(paths.staffClosing(acme));
      expect((await sam.get(path.replace(acme, zebra))).url).toBe(path.replace(acme, zebra));
    }
    expect(mailsTo(town, "eve@acme.example")).toEqual([]);
    const { token } = addInvite(town, acme, town.ada.id, { email: "eve@acme.example" });
    const eve = browserIn(town);
    expect((await eve.get(paths.invitation(token))).status).toBe(410);
    expect((await eve.post(paths.invitation(token), {})).status).toBe(410);
  });

  it("is its owners' to download for 30 days, and nobody else's", async () => {
    await close();
    expect(mailsTo(town, town.ada.email, "organization-closed")).toHaveLength(1);
    const ada = as(town.ada);
    await ada.get(paths.organizations());
    await ada.get(pageOf(ada.page.html).main.link(/^Acme GmbH Closed/).href!);
    expect(pageOf(ada.page.html).main.text).toContain("until 23 December 2026");
    await ada.get(pageOf(ada.page.html).main.link("Download everything").href);
    expect(ada.page.status).toBe(200);
    expect((await ada.post(paths.organizationZip(town.acme), {})).status).toBe(200);
    expect((await as(town.abe).get(closing())).status).toBe(403);
    expect((await as(town.zoe).get(closing())).status).toBe(404);
    for (const one of [town.abe, town.zoe])
      expect((await as(one).get(paths.organizations())).html).not.toContain("Acme GmbH");
    town.pass(30 * day + 1);
    expect((await as(town.ada).get(paths.organizations())).html).not.toContain("Acme GmbH");
    for (const path of [closing(), paths.exportOrganization(town.acme)])
      expect((await as(town.ada).get(path)).status).toBe(404);
  });

  it("was closed by staff with a reason, which only they read", async () => {
    const sam = as(town.sam);
    for (const reason of ["", " ", "x".repeat(501)]) {
      const { status, html } = await sam.post(paths.staffClosing(town.acme), { reason }, {}, false);
      expect([status, pageOf(html).alert === null]).toEqual([422, false]);
    }
    await close("They never paid");
    await sam.get(paths.staffCustomer(town.acme));
    expect(pageOf(sam.page.html).main.text).toContain("Closed. None of their people can sign in.");
    expect(pageOf(sam.page.html).main.link("Reopen this customer").href).toBe(paths.staffClosing(town.acme));
    expect((await sam.get("/staff/log")).html).toContain("They never paid");
    await sam.post(paths.staffReopening(town.acme), {});
    const { html } = await as(town.ada).get(paths.teamLog(town.acme));
    expect(html).toContain("Closed this account");
    expect(html).not.toContain("never paid");
    town.pass(16 * 60_000);
    expect((await sam.post(paths.staffClosing(town.acme), { reason: "x" }, {}, false)).status).toBe(303);
    expect(closedAt()).toBeNull();
  });
});
