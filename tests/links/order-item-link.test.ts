import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { mailWorker } from "#app/workers.ts";
import { createItemLink, revokeItemLinks } from "#app/sign-in/item-links.ts";
import { removeOrder } from "#app/orders/orders-write.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addShippedOrder } from "#tests/orders/order-pages.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { newestMail } from "#tests/sign-in/mailbox.ts";
import { openTown } from "#tests/world.ts";

const day = 24 * 60 * 60_000;
let town: ReturnType<typeof openTown>;
let order: string;
beforeEach(() => {
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "" });
  order = addShippedOrder(town);
});
afterEach(() => town.close());

const linkFor = (email = town.ben.email) =>
  `/l/${createItemLink(town.system.within(town.acme), { kind: "order", itemId: order, email }, town.now())}`;
const nobody = () => browserIn(town);

function expectNothing(page: { status: number; html: string }) {
  expect(page.status).toBe(410);
  expect(page.html).toContain("This link no longer works");
  expect(page.html).not.toMatch(/PO-7731|oak|Acme|ben@|b••@/);
  expect(formsOf(page.html, "/")).toEqual([]);
  expect(pageOf(page.html).hrefs).toContain("/contact");
}

describe("an open link", () => {
  it("shows the one order to anybody who holds it, as its page does, read-only", async () => {
    const link = linkFor();
    const { status, html, headers } = await nobody().get(link);
    expect(status).toBe(200);
    const { title, text, hrefs, all } = pageOf(html);
    for (const said of ["Arriving", "PO-7731", "DHL", "Hamburg", "For b••@acme.example", "Ask about this"])
      expect(text).toContain(said);
    expect(title).toBe("Order PO-7731 – Norrland Chairs");
    expect(html).not.toMatch(/INV-PO-7731|Hafenstr|20457/);
    expect(all("region", "Portal")).toEqual([]);
    expect(formsOf(html, link).map(({ path }) => path)).toEqual([`${link}/question`]);
    const next = encodeURIComponent(`/o/${town.acme}/orders/${order}`);
    expect(hrefs).toContain(`/sign-in?next=${next}&item=${link.slice(3)}`);
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.getSetCookie()).toEqual([]);
  });

  it("leads to a sign-in that offers its recipient's address where they have signed in before, while the link works", async () => {
    const link = linkFor();
    const bens = browserIn(town);
    await bens.get("/sign-in");
    await bens.submit({ email: town.ben.email });
    await bens.submit({ code: newestMail(town, town.ben.email).code });
    await bens.submit({}, { action: "/sign-out" });
    const offered = async (browser = bens) => {
      const { html, headers } = await browser.get(`/sign-in?item=${link.slice(3)}`);
      expect(headers.get("Cache-Control")).toBe("no-store");
      return pageOf(html).field("Email address").value;
    };
    expect([await offered(), await offered(nobody())]).toEqual([town.ben.email, ""]);
    town.pass(91 * 86_400_000);
    expect(await offered()).toBe("");
    expect((await nobody().get("/sign-in?item=nobody-knows")).html).not.toContain("@acme");
    expect(town.logLines.join("")).not.toContain(link.slice(3));
  });

  it("has no invoice's PDF and nothing to pay", async () => {
    const link = linkFor();
    for (const part of ["pdf", "pay"])
      expect((await nobody().request(`${link}/${part}`, {}, false)).headers.get("Location")).toBe(link);
  });

  it("leads a member who is signed in and may see it to the full page, and nobody else", async () => {
    const link = linkFor();
    const landing = async (who: "ada" | "bo" | "zoe") =>
      (await browserIn(town, { cookie: town.signIn(town[who].id) }).get(link)).url;
    expect(await landing("ada")).toBe(`/o/${town.acme}/orders/${order}`);
    expect([await landing("bo"), await landing("zoe")]).toEqual([link, link]);
  });

  it("opens nothing to a role without orders, though it may read billing", async () => {
    expectNothing(await nobody().get(linkFor(town.bo.email)));
  });

  it("is not there where orders are switched off", async () => {
    const other = openTown({ FEATURES: "billing" });
    const { id } = tellOrder(other, other.acme, "PO-1");
    const item = { kind: "order", itemId: id, email: other.ben.email } as const;
    const token = createItemLink(other.system.within(other.acme), item, other.now());
    expect((await browserIn(other).get(`/l/${token}`)).status).toBe(410);
    other.close();
  });
});

describe("a link that holds no more says nothing", () => {
  it.each([
    ["its order moved to another organization", () => void tellOrder(town, town.zebra, "PO-7731")],
    ["its order removed", () => removeOrder(town.system, order, town.now())],
    ["revoked", () => revokeItemLinks(town.system.within(town.acme), { itemId: order }, town.now())],
    ["its person's role changed", () => void town.system.db.update(memberships).set({ role: "billing" }).run()],
    [
      "its person's address changed",
      () =>
        void town.system.db.update(people).set({ email: "new@acme.example" }).where(eq(people.id, town.ben.id)).run(),
    ],
  ])("%s", async (_what, change) => {
    const link = linkFor();
    change();
    for (const wait of [0, 91 * day]) {
      town.pass(wait);
      expectNothing(await nobody().get(link));
      expectNothing(await nobody().post(link, {}));
    }
  });

  it("nor comes to life again where the order comes back", async () => {
    const link = linkFor();
    tellOrder(town, town.zebra, "PO-7731");
    tellOrder(town, town.acme, "PO-7731");
    expectNothing(await nobody().get(link));
  });
});

it("an expired link names what it was for, and mails a fresh one that lands on the same screen", async () => {
  const link = linkFor();
  town.pass(90 * day);
  const browser = nobody();
  const { status, html } = await browser.get(link);
  expect(status).toBe(410);
  expect(html).toContain("It was for order PO-7731.");
  expect(html).toContain("b••@acme.example");
  expect(html).not.toMatch(/oak|DHL|ben@acme/);
  await browser.submit();
  expect(browser.page).toMatchObject({ status: 200, url: `${link}/renewed` });
  await town.drain([mailWorker]);
  const mail = listMails(town.dataDir).find(({ kind }) => kind === "item-link-renewed");
  expect(mail).toMatchObject({ to: town.ben.email, subject: "Your new link to order PO-7731" });
  expect(mail!.headers.References).toBe(`<order-${order}@portal.example>`);
  expect(mail!.text).toContain("because you can see orders for Acme GmbH");
  const fresh = new URL(/^https?:\/\/\S+\/l\/\S+$/m.exec(mail!.text)![0]).pathname;
  expect((await nobody().get(fresh)).html).toContain("PO-7731");
});
