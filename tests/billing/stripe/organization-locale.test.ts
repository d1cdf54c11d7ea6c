import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkCustomer, unlinkCustomer } from "#app/billing/stripe/link.ts";
import { listMails } from "#app/mail/mailbox.ts";
import type { OrgId } from "#db/ids.ts";
import { organizations } from "#db/schema/organizations.ts";
import { openBilling, type Billing } from "./billing.ts";

let b: Billing;
beforeEach(async () => void (b = await openBilling({ env: { FOYER_MODE: "development", SMTP_URL: "" } })));
afterEach(() => b.end());

const localeOf = (orgId: OrgId) =>
  b.system.db.select().from(organizations).where(eq(organizations.id, orgId)).get()!.locale;
const finn = { name: "Finn’s Café", email: "finn@cafe.example" };
async function arrive(preferred_locales: string[], more: { name?: string; email?: string } = finn) {
  const { id } = b.stripe.createCustomer({ ...more, preferred_locales });
  await b.sync();
  return b.customer(id)!;
}

describe("an organization’s mails are written as its Stripe customer prefers", () => {
  it.each([
    ["the first that is spoken here", ["fr-FR", "en-us", "en-GB"], "en-US"],
    ["a language alone", ["en"], "en-GB"],
    ["none where none is spoken", ["fr", "de-AT"], null],
    ["none where nothing is said", [], null],
    ["none of what is no locale", ["en_US", "*", "x".repeat(5_000), `en-${"a1b2c3d4-".repeat(9)}z`], null],
  ])("%s", async (_what, preferred, locale) => {
    expect(localeOf((await arrive(preferred)).orgId!)).toBe(locale);
  });

  it("changes with it at Stripe", async () => {
    const { id, orgId } = await arrive([]);
    b.stripe.updateCustomer(id, { preferred_locales: ["en-IE"] });
    await b.sync();
    expect(localeOf(orgId!)).toBe("en-IE");
  });

  it("goes by the customer known longest, and by those that are its own", async () => {
    const first = await arrive(["en-US"]);
    const [cafe, second] = [first.orgId!, await arrive(["en-IE"], { name: "Fjord", email: "kari@fjord.example" })];
    linkCustomer(b.system, second.id, cafe, b.now());
    expect([localeOf(cafe), localeOf(second.orgId!)]).toEqual(["en-US", null]);
    unlinkCustomer(b.system, first.id, b.now());
    expect(localeOf(cafe)).toBe("en-IE");
  });
});

it("a mail to somebody who chose nothing has its dates so", async () => {
  const { id } = await arrive(["en-US"]);
  const lines = [{ amount: 120_000, description: "A chair" }];
  b.stripe.openInvoice({ customer: id, number: "INV-1", lines, collection_method: "send_invoice", days_until_due: 14 });
  await b.sync();
  await b.drain();
  const mail = listMails(b.dataDir).find(({ kind }) => kind === "invoice-ready")!;
  expect(mail.text).toMatch(/December 7, 2026/);
});
