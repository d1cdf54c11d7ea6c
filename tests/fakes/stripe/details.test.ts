import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startWithClient } from "./client.ts";

let stripe: Awaited<ReturnType<typeof startWithClient>>["stripe"];
let client: Stripe;
let acme: string;

beforeEach(async () => {
  ({ stripe, client } = await startWithClient());
  acme = stripe.createCustomer({ name: "Acme" }).id;
});

afterEach(() => stripe.close());

const fields = (...custom_fields: { name: string; value: string }[]) => ({ invoice_settings: { custom_fields } });
const po = { name: "PO number", value: "4711" };

describe("a customer's details", () => {
  test("are kept as they are sent, and unset by nothing", async () => {
    const address = { line1: "Hafenstr. 4", city: "Hamburg", postal_code: "20095", country: "DE" };
    const told = { business_name: "Acme GmbH", phone: "+49 40 1234", email: "billing@acme.example", address };
    await client.customers.update(acme, { ...told, ...fields(po) });
    expect(await client.customers.retrieve(acme)).toMatchObject({ ...told, ...fields(po), name: "Acme" });
    await client.customers.update(acme, { phone: "", invoice_settings: { custom_fields: "" } });
    expect(await client.customers.retrieve(acme)).toMatchObject({
      phone: null,
      invoice_settings: { custom_fields: null },
      address,
    });
  });

  test.for<[string, Stripe.CustomerUpdateParams, string]>([
    ["five fields", fields(po, po, po, po, po), "invoice_settings[custom_fields]"],
    ["a long name", fields({ ...po, name: "n".repeat(41) }), "invoice_settings[custom_fields][0][name]"],
    ["a long value", fields(po, { ...po, value: "v".repeat(141) }), "invoice_settings[custom_fields][1][value]"],
    ["a field without a value", fields({ ...po, value: "" }), "invoice_settings[custom_fields][0][value]"],
    ["an address that is none", { email: "ada at acme" }, "email"],
    ["a country that is none", { address: { country: "XQ" } }, "address[country]"],
    ["a long phone number", { phone: "1".repeat(21) }, "phone"],
    ["a long name of the company", { business_name: "n".repeat(151) }, "business_name"],
    [
      "somebody else's method",
      { invoice_settings: { default_payment_method: "pm_other" } },
      "invoice_settings[default_payment_method]",
    ],
  ])("are refused with %s", async ([, params, param]) => {
    const before = await client.customers.retrieve(acme);
    await expect(client.customers.update(acme, params)).rejects.toMatchObject({ statusCode: 400, param });
    expect(await client.customers.retrieve(acme)).toEqual(before);
  });

  test("are changed once by one key, which is good for these parameters only", async () => {
    const key = { idempotencyKey: "details-1" };
    await client.customers.update(acme, { name: "Acme AS" }, key);
    stripe.updateCustomer(acme, { name: "Changed meanwhile" });
    expect(await client.customers.update(acme, { name: "Acme AS" }, key)).toMatchObject({ name: "Acme AS" });
    expect(stripe.state.customers.get(acme)!.name).toBe("Changed meanwhile");
    const other = client.customers.update(acme, { name: "Other" }, key);
    await expect(other).rejects.toMatchObject({ type: "StripeIdempotencyError" });
  });
});

describe("a tax id", () => {
  const add = (type: string, value: string, idempotencyKey?: string) =>
    client.customers.createTaxId(
      acme,
      { type: type as Stripe.CustomerCreateTaxIdParams.Type, value },
      idempotencyKey ? { idempotencyKey } : {},
    );

  test.for([
    ["eu_vat", "DE123456789", "DE12345678"],
    ["eu_vat", "NL123456789B01", "NL123456789"],
    ["eu_vat", "EL123456789", "GR123456789"],
    ["gb_vat", "GB123456789", "123456789"],
    ["ch_vat", "CHE-123.456.789 MWST", "CHE-123.456.789"],
    ["no_vat", "123456789MVA", "123456789"],
    ["us_ein", "12-3456789", "12-345678"],
    ["au_abn", "12345678912", "1234567891"],
  ])("of type %s: %s is one, %s is none", async ([type, right, wrong]) => {
    await expect(add(type!, wrong!)).rejects.toMatchObject({ code: "tax_id_invalid", param: "value", statusCode: 400 });
    const verification = { status: ["eu_vat", "gb_vat", "au_abn"].includes(type!) ? "pending" : "unavailable" };
    expect(await add(type!, right!)).toMatchObject({ type, value: right, verification });
  });

  test("of no type is refused", async () => {
    await expect(add("moon_vat", "1")).rejects.toMatchObject({ param: "type", statusCode: 400 });
  });

  test("is verified or not, told by an event, listed by its owner, and deleted by its owner only", async () => {
    const { id } = await add("eu_vat", "DE123456789", "tax-1");
    expect((await add("eu_vat", "DE123456789", "tax-1")).id).toBe(id);
    await expect(add("eu_vat", "DE123456780", "tax-1")).rejects.toMatchObject({ type: "StripeIdempotencyError" });
    stripe.verifyTaxId(id, "unverified");
    expect(stripe.events().at(-1)).toMatchObject({
      type: "customer.tax_id.updated",
      data: { object: { verification: { status: "unverified" } } },
    });
    const other = stripe.createCustomer().id;
    await expect(client.customers.deleteTaxId(other, id)).rejects.toMatchObject({ code: "resource_missing" });
    const owner = (customer: string) => ({ owner: { type: "customer" as const, customer } });
    expect((await client.taxIds.list(owner(acme))).data).toMatchObject([{ id }]);
    expect((await client.taxIds.list(owner(other))).data).toEqual([]);
    await client.customers.deleteTaxId(acme, id);
    await expect(client.taxIds.retrieve(id)).rejects.toMatchObject({ code: "resource_missing", statusCode: 404 });
  });
});
