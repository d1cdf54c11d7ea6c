import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { requests } from "#db/schema/requests.ts";
import { linkRequest } from "#app/requests/requests-by-staff.ts";
import { staffOf } from "#db/tenant.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";
import { letter, takeLetter } from "./inbound/letters.ts";
import { ask, customer, leave, tell } from "./request-rows.ts";

const inbound = "5f3a@inbound.norrland.example";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown({ POSTMARK_INBOUND_ADDRESS: inbound })));
afterEach(() => town.close());

const sam = () => browserIn(town, { cookie: town.signIn(town.sam.id) });
const jobOf = (id: string) => town.system.db.select().from(requests).where(eq(requests.id, id)).get()!.job;
const newest = () => town.system.db.select().from(requests).all().at(-1)!;

it("is what it is asked about, on the page where it is asked", async () => {
  const invoice = addInvoice(town, town.acme);
  const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
  const asked = async (query: string) => {
    await ada.get(`/o/${town.acme}/requests/new${query}`);
    await ada.submit({ message: "How so?" });
    town.pass(60_000);
    return newest().job;
  };
  expect(await asked(`?about=invoice:${invoice}`)).toBe("invoice");
  expect(await asked("?about=order:ord_nobodys")).toBeNull();
  expect(await asked("?job=chairs")).toBeNull();
  for (const [page, job] of [
    ["billing/details", "details"],
    ["billing/payment-methods", "payment"],
    ["billing/subscriptions", "payment"],
  ]) {
    const { html } = await ada.get(`/o/${town.acme}/${page}`);
    const way = pageOf(html).link("Ask about this").href;
    expect(await asked(way.slice(way.indexOf("?")))).toBe(job);
  }
});

it("is the kind of the thing that a mail's subject names, of the writer's organization alone", async () => {
  tellOrder(town, town.acme, "PO-7731");
  addInvoice(town, town.zebra, { number: "INV-9" });
  const arrives = async (subject: string) => {
    await takeLetter(town.portal, letter(town.ada.email, inbound, { subject, text: subject }), true);
    return newest();
  };
  expect(await arrives("Re: po-7731, still not here")).toMatchObject({ job: "order", aboutId: null });
  expect((await arrives("INV-9")).job).toBeNull();
  expect((await arrives("Our chairs of 2026")).job).toBeNull();
});

it("is chosen by one tap as it is closed, and nobody has to", async () => {
  const [first, second] = [1, 2].map(() => ask(town, town.acme, customer(town.ada)).id) as [string, string];
  const browser = sam();
  for (const id of [first, second]) {
    const { html } = await browser.get(`/staff/requests/${id}`);
    expect(
      pageOf(html)
        .main.all("field")
        .filter(({ isChecked }) => isChecked),
    ).toEqual([]);
  }
  await browser.submit({ job: "details" }, { action: `/staff/requests/${second}/closure` });
  expect(browser.page.html).toContain("Request closed.");
  expect(browser.page.html).toContain("Counted as: Details");
  await browser.post(`/staff/requests/${first}/closure`, { open: "no", seen: "1" });
  expect([jobOf(first), jobOf(second)]).toEqual([null, "details"]);
  expect(browser.page.html).toContain("What was it about?");
  await browser.post(`/staff/requests/${first}/closure`, { open: "no", seen: "2", job: "other" });
  expect(browser.page.html).toContain("Saved. Counted as: Something else.");
  await browser.post(`/staff/requests/${first}/closure`, { open: "no", seen: "2", job: "chairs" });
  expect(jobOf(first)).toBe("other");
});

it("is chosen while the answer that closes it goes out, and not by who has not read the newest words", async () => {
  const { id } = ask(town, town.acme, customer(town.ada));
  const browser = sam();
  await browser.get(`/staff/requests/${id}`);
  tell(town, id, customer(town.ben));
  await browser.post(`/staff/requests/${id}/closure`, { open: "no", seen: "1", job: "order" });
  expect(jobOf(id)).toBeNull();
  await browser.get(`/staff/requests/${id}`);
  await browser.submit({ message: "On Monday.", closing: "yes" });
  await browser.post(`/staff/requests/${id}/closure`, { open: "no", seen: "2", job: "order" });
  expect(browser.page.html).toContain("Counted as: Order");
  await leave(town);
  expect(newest()).toMatchObject({ job: "order", open: false });
});

it("is taken with the answer that closes it, and stays ticked where that cannot go yet", async () => {
  const { id } = ask(town, town.acme, customer(town.ada));
  const browser = sam();
  await browser.get(`/staff/requests/${id}`);
  const ticked = () =>
    formsOf(browser.page.html, browser.page.url).find(({ fields }) => "message" in fields)!.fields.job;
  expect(ticked()).toBeUndefined();
  await browser.submit({ message: "", job: "payment", closing: "yes" });
  expect([browser.page.status, jobOf(id)]).toEqual([422, null]);
  expect(ticked()).toBe("payment");
  await browser.submit({ message: "On Monday.", closing: "yes" });
  expect(browser.page.html).toContain("Counted as: Payment");
  await leave(town);
  expect(newest()).toMatchObject({ job: "payment", open: false });
});

it("follows what it is linked to, unless somebody chose it", () => {
  const clerk = { staff: staffOf(town.connection, town.sam.email), name: null };
  const order = { kind: "order", id: tellOrder(town, town.acme, "PO-1").id } as const;
  const invoice = { kind: "invoice", id: addInvoice(town, town.acme) } as const;
  const { id } = ask(town, town.acme, customer(town.ada));
  for (const thing of [order, invoice]) {
    linkRequest(clerk, id, thing, town.now());
    expect(jobOf(id)).toBe(thing.kind);
  }
  town.system.db.update(requests).set({ job: "payment" }).where(eq(requests.id, id)).run();
  linkRequest(clerk, id, null, town.now());
  expect(jobOf(id)).toBe("payment");
});
