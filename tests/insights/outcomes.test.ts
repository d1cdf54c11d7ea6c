import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { onVisit, type Visit } from "#app/insights/usage.ts";
import { leaveToken } from "#app/mail/leave.ts";
import { inDigest } from "#app/paths.ts";
import { people } from "#db/schema/organizations.ts";
import { transact } from "#db/tenant.ts";
import { countOutcome } from "#db/usage.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";
import { browserIn } from "#tests/http.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { letter, takeLetter } from "#tests/requests/inbound/letters.ts";
import { ask } from "#tests/sign-in/door.ts";
import { newestMail } from "#tests/sign-in/mailbox.ts";
import { countedIn, going } from "./insights-rows.ts";

let town: Billing;
beforeEach(async () => void (town = await openBilling({ env: { INBOUND_ADDRESS: "in@norrland.example" } })));
afterEach(() => town.end());

const browserOf = (who: "ada" | "ben" | "sam") => browserIn(town, { cookie: town.signIn(town[who].id) });
const outcomes = () =>
  Object.fromEntries(
    Object.entries(countedIn(town)).filter(([what]) => /^[a-z]+[.-]/.test(what) && !what.startsWith("helped.")),
  );
const link = (kind: "invoice" | "order", itemId: string) =>
  `/l/${createItemLink(town.system.within(town.acme), { kind, itemId, email: "ada@acme.example" }, town.now())}`;

it("counts signing in, and not asking for it", async () => {
  const browser = browserIn(town);
  await ask(browser, "ada@acme.example");
  expect(outcomes()).toEqual({});
  await browser.submit({ code: newestMail(town, "ada@acme.example").code }, { action: "/sign-in/check" });
  expect(outcomes()).toEqual({ "signed-in mail person": 1 });
});

it("counts an order that is looked at and approved, and not what staff look at", async () => {
  const { id } = tellOrder(town, town.acme, "PO-1");
  tellEvent(town, "PO-1", { eventId: "e-1", step: "waiting", needs: "your approval of drawing 3" });
  const ben = browserOf("ben");
  await ben.get(`/o/${town.acme}/orders/${id}/approval?event=e-1`);
  await ben.submit();
  await browserOf("sam").get(`/staff/orders/${id}`);
  expect(outcomes()).toEqual({ "order.approved portal person": 1, "order.seen portal person": 1 });
});

it("counts whom an order leads to its carrier, by whichever parcel, and not who had nowhere to go", async () => {
  const { id } = tellOrder(town, town.acme, "PO-1");
  const follow = () => browserOf("ben").request(`/o/${town.acme}/orders/${id}/parcel`, {}, false);
  await follow();
  expect(outcomes()).toEqual({});
  tellEvent(town, "PO-1", { step: "shipped", trackingUrl: "https://dhl.example/1" });
  await follow();
  expect(outcomes()).toEqual({ "order.followed portal person": 1 });
});

it("counts a question in the portal, and one by mail", async () => {
  const ada = browserOf("ada");
  await ada.get(`/o/${town.acme}/requests/new`);
  await ada.submit({ subject: "The chair", message: "Where is it?" });
  await takeLetter(town.portal, letter("ada@acme.example", "in@norrland.example"), true);
  expect(outcomes()).toEqual({ "request.asked portal person": 1, "request.by-mail mail person": 1 });
});

it("counts a PDF that was shown, and an invoice as paid when Stripe says so, not when somebody taps Pay", async () => {
  const customer = town.stripe.createCustomer({ name: "Acme GmbH", email: "bills@acme.example" }).id;
  await town.sync();
  linkCustomer(town.system, customer, town.acme, town.now());
  const { id } = town.stripe.openInvoice({
    customer,
    number: "INV-1",
    collection_method: "send_invoice",
    days_until_due: 14,
    lines: [{ amount: 100, description: "A chair" }],
  });
  await town.sync();
  const ada = browserOf("ada");
  expect((await ada.get(`/o/${town.acme}/billing/${id}/pdf`)).status).toBe(200);
  await ada.request(`/o/${town.acme}/billing/${id}/pay`, {}, false);
  expect(outcomes()).toEqual({ "invoice.pdf portal person": 1 });
  town.stripe.payInvoice(id);
  await town.sync();
  await town.sync();
  expect(outcomes()).toEqual({ "invoice.pdf portal person": 1, "invoice.paid portal person": 1 });
});

it("counts details that were changed, and none that were sent as they are", async () => {
  const customer = town.stripe.createCustomer({ name: "Acme GmbH", email: "bills@acme.example" }).id;
  await town.sync();
  linkCustomer(town.system, customer, town.acme, town.now());
  const edit = `/o/${town.acme}/billing/details/edit`;
  for (const fields of [{}, { phone: "+49 40 2" }] as Record<string, string>[]) {
    const ada = browserOf("ada");
    await ada.get(edit);
    await ada.submit(fields, { action: edit });
  }
  expect(outcomes()).toEqual({ "details.saved portal person": 1 });
});

it("counts topics that are left by a mail's link, once each", async () => {
  const leave = { topic: "steps", orgId: town.acme, who: town.ada.id, thing: null } as const;
  const path = `/u/${leaveToken(town.config.secrets, leave)}`;
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const press = () => town.fetch(path, { method: "POST", headers, body: "List-Unsubscribe=One-Click" });
  await town.fetch(path, { headers: going });
  expect(outcomes()).toEqual({});
  await press();
  await press();
  expect(outcomes()).toEqual({ "off.by-link mail person": 1 });
});

it("counts the links of a digest, also where they lead a member on", async () => {
  const { id } = tellOrder(town, town.acme, "PO-1");
  const path = link("order", id);
  await town.fetch(inDigest(path), { headers: going });
  await town.fetch(path, { headers: going });
  await browserOf("ada").get(inDigest(path));
  const { "digest.opened mail likely": likely, "digest.opened mail person": person } = outcomes();
  expect([likely, person]).toEqual([1, 1]);
});

it("counts who is to be left out as left out, in what they do too", async () => {
  const { id } = tellOrder(town, town.acme, "PO-1");
  tellEvent(town, "PO-1", { eventId: "e-1", step: "waiting", needs: "your approval of drawing 3" });
  const ben = browserOf("ben");
  const left = { headers: { "Sec-GPC": "1" } };
  await ben.request(`/o/${town.acme}/orders/${id}/approval?event=e-1`, left);
  await ben.post(`/o/${town.acme}/orders/${id}/approval?event=e-1`, { decision: "approved" }, left, false);
  expect(outcomes()).toEqual({ "order.approved portal left-out": 1 });
});

it("counts who is left out as left out where a mail brings them, though nobody is signed in", async () => {
  const { id } = tellOrder(town, town.acme, "PO-1");
  town.system.db.update(people).set({ isLeftOut: true }).where(eq(people.id, town.ada.id)).run();
  const ada = browserIn(town, { userAgent: "Lynx/2.9.0 libwww-FM/2.14" });
  await ada.get(link("order", id));
  await ada.submit({ message: "Where is it?" });
  countedIn(town);
  town.pass(60_000);
  const leave = { topic: "steps", orgId: town.acme, who: town.ada.id, thing: null } as const;
  const path = `/u/${leaveToken(town.config.secrets, leave)}`;
  await ada.get(path);
  await ada.post(path, { "List-Unsubscribe": "One-Click" });
  await takeLetter(town.portal, letter("ada@acme.example", "in@norrland.example"), true);
  const counted = Object.keys(countedIn(town));
  expect(counted.filter((line) => !line.endsWith(" left-out"))).toEqual([]);
  expect(counted.map((line) => line.split(" ")[0]).sort()).toEqual(
    ["/l/:token", "/u/:token", "off.by-link", "order.seen", "request.asked", "request.by-mail"].sort(),
  );
});

it("counts nothing that is rolled back, and tells others of what is", async () => {
  const heard: Visit[] = [];
  onVisit(town.portal, (visit) => void heard.push(visit));
  const counted = { day: "2026-11-23", via: "portal", how: "person" } as const;
  expect(() =>
    transact(town.system, () => {
      countOutcome(town.system.within(town.acme), "order.approved", counted);
      throw new Error("not so");
    }),
  ).toThrow("not so");
  expect(outcomes()).toEqual({});
  expect(heard).toEqual([]);
  transact(town.system, () => {
    transact(town.system, () => countOutcome(town.system.within(town.acme), "order.approved", counted));
    expect(heard).toEqual([]);
  });
  expect(outcomes()).toEqual({ "order.approved portal person": 1 });
  const approved = { ...counted, what: "order.approved", at: town.now(), status: 200 };
  expect(heard).toEqual([approved]);
  countOutcome(town.system.within(town.acme), "signed-in", counted);
  expect(heard).toEqual([approved, { ...approved, what: "signed-in" }]);
});
