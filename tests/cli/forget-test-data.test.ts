import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "#app/app.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { withoutMixedModes } from "#app/billing/stripe/mode.ts";
import { makePortal } from "#app/portal.server.ts";
import { openFolder } from "#db/data-dir.ts";
import { invoices, stripeCustomers } from "#db/schema/billing.ts";
import { organizations, people } from "#db/schema/organizations.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";
import { browserIn } from "#tests/http.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { remixBuild } from "#tests/remix-build.ts";
import { foyer as run } from "./command.ts";

const line = { amount: 5000, description: "A chair" };
let b: Billing;
beforeEach(async () => void (b = await openBilling()));
afterEach(() => b.end());

const names = () =>
  b.system.db
    .select({ name: organizations.name })
    .from(organizations)
    .all()
    .map(({ name }) => name);
const addresses = () =>
  b.system.db
    .select({ email: people.email })
    .from(people)
    .all()
    .map(({ email }) => email);
const readLive = (invoice: string) =>
  b.connection.sqlite
    .prepare("update invoices set raw = json_set(raw, '$.livemode', json('true')) where id = ?")
    .run(invoice);
const isLive = { STRIPE_SECRET_KEY: "sk_live_now" };

async function customer(name: string) {
  const email = `${name.toLowerCase()}@customers.example`;
  const { id } = b.stripe.createCustomer({ name, email });
  const { id: invoice } = b.stripe.openInvoice({ customer: id, lines: [line] });
  await b.sync();
  return { invoice, orgId: b.customer(id)!.orgId!, email };
}

const foyer = (
  words: string,
  { answer = "", env = {} }: { answer?: string | null; env?: Record<string, string> } = {},
) => {
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return answer!;
  };
  const settings = { APP_SECRET: b.config.secrets[0], DATA_DIR: b.dataDir, STRIPE_SECRET_KEY: b.stripe.apiKey, ...env };
  return run(words.split(" "), { env: settings, now: b.now, ask: answer === null ? null : ask }).then((said) => ({
    ...said,
    asked,
  }));
};

describe("another mode's key on the same file", () => {
  it("is said by the commands, and nothing is read with it", async () => {
    await customer("Kari");
    const why = "STRIPE_SECRET_KEY works in live mode, but the portal has test data from Stripe";
    expect((await foyer("stripe status", { env: isLive })).out).toContain(why);
    const refused = await foyer("stripe backfill", { env: isLive });
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("foyer stripe forget-test-data") });
    expect((await foyer("stripe status")).out).not.toContain("works in");
  });

  it("shows customers and item links nothing of the old mode, and staff why", async () => {
    const { invoice } = await customer("Kari");
    const { orgId } = await customer("Lise");
    const token = createItemLink(
      b.system.within(orgId),
      { kind: "invoice", itemId: invoice, email: "lise@customers.example" },
      b.now(),
    );
    const live = { ...b.config, stripe: { ...b.config.stripe!, secretKey: "sk_live_now" } };
    const config = withoutMixedModes(live, b.connection);
    const app = createApp(makePortal(b.connection, { ...b.portal, config }), remixBuild());
    const portal = {
      config,
      fetch: async (path: string, init: RequestInit = {}) =>
        app.fetch(new Request(new URL(path, config.appUrl), { redirect: "manual", ...init })),
    };
    const ada = browserIn(portal, { cookie: b.signIn(b.ada.id) });
    expect((await ada.get(`/o/${b.acme}/billing`)).status).toBe(404);
    expect((await ada.get(`/o/${b.acme}`)).html).not.toContain("Billing");
    expect((await browserIn(portal).get(`/l/${token}`)).html).not.toContain("A chair");
    const sam = browserIn(portal, { cookie: b.signIn(b.sam.id) });
    expect((await sam.get("/staff/health")).html).toContain("has test data from Stripe, so billing is turned off");
  });

  it("is none where the file holds nothing of Stripe's yet, or the same mode", async () => {
    const live = { ...b.config, stripe: { ...b.config.stripe!, secretKey: "sk_live_now" } };
    expect(withoutMixedModes(live, b.connection)).toBe(live);
    await customer("Kari");
    expect(withoutMixedModes(b.config, b.connection)).toBe(b.config);
  });

  it("is none where live data came after a time of test mode, as earlier versions let it", async () => {
    const live = { ...b.config, stripe: { ...b.config.stripe!, secretKey: "sk_live_now" } };
    await customer("Kari");
    const { invoice } = await customer("Zora");
    expect(withoutMixedModes(live, b.connection).features.has("billing")).toBe(false);
    readLive(invoice);
    expect(withoutMixedModes(live, b.connection)).toBe(live);
  });
});

describe("foyer stripe forget-test-data", () => {
  it("asks first, and removes all that was read, with the customers who did nothing else here", async () => {
    const before = names();
    const kari = await customer("Kari");
    const { orgId } = await customer("Lise");
    tellOrder(b, orgId, "PO-1");
    expect(await foyer("stripe forget-test-data", { answer: "" })).toMatchObject({
      code: 1,
      err: "Nothing was removed\n",
    });
    expect(b.invoice(kari.invoice)).toBeDefined();

    const { code, out, asked } = await foyer("stripe forget-test-data", { answer: "y" });
    expect([code, asked.length]).toEqual([0, 1]);
    expect(out).toMatch(/^Removed: 2 customers, 2 invoices/);
    expect(out).toContain("1 customer was removed with it\n1 was kept, because it has orders");
    expect(b.system.db.select().from(invoices).all()).toEqual([]);
    expect(b.system.db.select().from(stripeCustomers).all()).toEqual([]);
    expect([b.dirty(), b.events()]).toEqual([[], []]);
    expect(names().sort()).toEqual([...before, "Lise"].sort());
    expect(addresses()).not.toContain(kari.email);
    expect(b.connection.sqlite.pragma("foreign_key_check")).toEqual([]);
    expect((await foyer("stripe status", { env: isLive })).out).not.toContain("works in live mode");
  });

  it("keeps a copy of what was there", async () => {
    const { invoice } = await customer("Kari");
    const { out } = await foyer("stripe forget-test-data --yes", { answer: null });
    const copy = /A copy from before is in (.+)\n/.exec(out)![1]!;
    b.connection.sqlite.prepare("attach ? as copy").run(copy);
    expect(b.connection.sqlite.prepare("select id from copy.invoices").all()).toEqual([{ id: invoice }]);
  });

  it.each([
    ["without --yes where nobody can be asked", "There’s no terminal to confirm on. Use --yes", () => customer("Kari")],
    ["where nothing was read", "Nothing has been read from Stripe yet", async () => {}],
    [
      "where it was live",
      "The data from Stripe is live data. Nothing was removed",
      async () => {
        await customer("Kari");
        b.connection.sqlite.exec("update stripe_customers set raw = json_set(raw, '$.livemode', json('true'))");
      },
    ],
    [
      "where some of it was live, after a time of test mode",
      "The data from Stripe is live data. Nothing was removed",
      async () => {
        await customer("Kari");
        readLive((await customer("Zora")).invoice);
      },
    ],
    [
      "while the portal runs",
      "The portal or another command is running: stop it first",
      async () => {
        await customer("Kari");
        return openFolder(b.dataDir);
      },
    ],
  ])("does nothing %s", async (_when, why, furnish) => {
    const folder = await furnish();
    const rows = () => b.connection.sqlite.prepare("select count(*) from stripe_customers").get();
    const before = rows();
    expect(await foyer("stripe forget-test-data", { answer: null })).toMatchObject({ code: 1, err: `${why}\n` });
    if (folder && "release" in folder) folder.release();
    expect(rows()).toEqual(before);
  });
});
