import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listPayablesAddresses } from "#app/billing/billing-mail-settings.ts";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { paths } from "#app/paths.ts";
import { drafts } from "#db/schema/requests.ts";
import { detailChanges } from "#db/schema/billing-details.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";
import { addCustomer } from "#tests/billing/subscription-rows.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { newestMail } from "#tests/sign-in/mailbox.ts";

let b: Billing;
let cus: string;
beforeEach(async () => {
  b = await openBilling();
  const address = { line1: "Hafenstr. 4", city: "Hamburg", postal_code: "20457", country: "DE" };
  cus = b.stripe.createCustomer({ name: "Acme GmbH", email: "bills@acme.example", phone: "+49 40 1", address }).id;
  await b.sync();
  linkCustomer(b.system, cus, b.acme, b.now());
});
afterEach(() => b.end());

type Browser = ReturnType<typeof browserIn>;
/** Somebody who signed in a while ago. */
function idle(who: "ada" | "sam") {
  const browser = browserIn(b, { cookie: b.signIn(b[who].id) });
  b.pass(16 * 60_000);
  return browser;
}

/** Proves the mailbox on the page that asks for it. Gives the page that this leads back to. */
async function confirm(browser: Browser, who: "ada" | "sam") {
  expect(browser.page.url).toContain("/me/confirm?next=");
  await browser.submit();
  return browser.submit({ code: newestMail(b, b[who].email, "confirm").code });
}
const kept = "We’ve kept what you typed";
const addresses = () => listPayablesAddresses(b.system.within(b.acme));
const ownerOf = () => b.customer(cus)!.orgId;

describe("what money hangs on asks for a fresh proof of the mailbox, and loses nothing that was typed", () => {
  it("an address that is to get all invoices", async () => {
    const ada = idle("ada");
    await ada.get(paths.billingMails(b.acme));
    await ada.submit({ email: "new@acme.example" }, { action: paths.billingMails(b.acme) });
    expect([ada.page.html.includes(kept), addresses()]).toEqual([true, []]);
    const { html } = await confirm(ada, "ada");
    expect(pageOf(html).field("Email address").value).toBe("new@acme.example");
    expect(pageOf(html).status!.text).toContain("new@acme.example isn’t added yet");
    const { url } = await ada.submit({}, { action: paths.billingMails(b.acme) });
    expect([url, addresses()]).toEqual([paths.billingMails(b.acme), ["new@acme.example"]]);
    expect(b.system.db.select().from(drafts).all()).toEqual([]);
  });

  it("billing details, of the account that they are of, and what was emptied stays empty", async () => {
    addCustomer(b, b.acme, { id: "cus_other", name: "Acme Hamburg" });
    const edit = paths.editBillingDetails(b.acme, cus);
    const ada = idle("ada");
    await ada.get(edit);
    await ada.submit({ city: "Altona", phone: "" }, { action: edit });
    expect(b.system.db.select().from(detailChanges).all()).toEqual([]);
    const { html } = await confirm(ada, "ada");
    const page = pageOf(html);
    expect([page.field(/^Town or city/).value, page.field(/^Phone/).value]).toEqual(["Altona", ""]);
    expect(page.field(/^Company name/).value).toBe("Acme GmbH");
    expect(page.status!.text).toContain("Nothing is saved yet");
    const { url } = await ada.submit({}, { action: edit });
    expect(url).toBe(paths.billingDetails(b.acme, cus));
    expect(b.system.db.select().from(detailChanges).all()).toMatchObject([
      { customerId: cus, changes: { phone: { from: "+49 40 1", to: "" }, address: { to: { city: "Altona" } } } },
    ]);
  });

  it("what staff give to a customer, and take from one", async () => {
    const sam = idle("sam");
    await sam.post(paths.linkCustomer(b.zebra), { customer: cus });
    expect(ownerOf()).toBe(b.acme);
    const page = await confirm(sam, "sam");
    expect(page.html).toContain("Linking moves everything here");
    await sam.submit({}, { action: paths.linkCustomer(b.zebra) });
    expect(ownerOf()).toBe(b.zebra);

    b.pass(16 * 60_000);
    const removal = paths.unlinkCustomer(b.zebra, cus);
    await sam.post(removal, {});
    expect(ownerOf()).toBe(b.zebra);
    expect((await confirm(sam, "sam")).url).toBe(removal);
    await sam.submit({}, { action: removal });
    expect(ownerOf()).toBeNull();
  });
});
