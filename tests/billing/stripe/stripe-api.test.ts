import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stripeApiFor } from "#app/billing/stripe/stripe-api.ts";
import { StripeFault } from "#app/billing/stripe/fault.ts";
import { throttleOf } from "#app/billing/stripe/throttle.ts";
import { openBilling, type Billing } from "./billing.ts";

let b: Billing;
beforeEach(async () => void (b = await openBilling()));
afterEach(() => b.end());

const ask = () => stripeApiFor(b.portal, "interactive");
const acme = () => b.stripe.createCustomer({ name: "Acme GmbH", email: "ada@acme.example" }).id;
const rename = (id: string, key = "key-1", name = "Acme & Søn") =>
  ask().post("customer", `/v1/customers/${id}`, { name, address: { line1: "Hafenstr. 4", city: "" } }, key);
const faultOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error as StripeFault,
  );

describe("a change", () => {
  it("is sent as a form with its key, nested fields and all, and gives the object as it is now", async () => {
    const id = acme();
    expect(await rename(id)).toMatchObject({ id, name: "Acme & Søn", address: { line1: "Hafenstr. 4" } });
    expect(b.stripe.requests.at(-1)).toMatchObject({ method: "POST", idempotencyKey: "key-1" });
  });

  it("is made once by the same key, and refused by it with other fields", async () => {
    const id = acme();
    await rename(id);
    b.stripe.updateCustomer(id, { name: "Renamed meanwhile" });
    expect(await rename(id)).toMatchObject({ name: "Acme & Søn" });
    expect(b.stripe.state.customers.get(id)!.name).toBe("Renamed meanwhile");
    expect(await faultOf(rename(id, "key-1", "Other"))).toMatchObject({ kind: "failed", details: { code: null } });
  });

  it("that Stripe refuses says what Stripe says against it", async () => {
    const fault = await faultOf(ask().post("customer", `/v1/customers/${acme()}`, { nonsense: "1" }, "key-2"));
    expect(fault).toBeInstanceOf(StripeFault);
    expect(fault).toMatchObject({
      kind: "failed",
      status: 400,
      details: { code: "parameter_unknown", param: "nonsense" },
    });
  });

  it("has spent its share of the pace before anybody else can ask how much is left", async () => {
    const id = acme();
    const { interactive } = throttleOf(b.portal).limiters;
    const before = interactive.room(b.portal.now());
    const renamed = rename(id);
    expect(interactive.room(b.portal.now())).toBe(before - 1);
    await renamed;
  });

  it("to what is not there says so", async () => {
    expect(await faultOf(rename("cus_never"))).toMatchObject({ status: 404, details: { code: "resource_missing" } });
  });

  it.each([
    ["a proxy's 404", (where: object) => b.stripe.faults.notFound(1, where)],
    ["HTML with a 200", (where: object) => b.stripe.faults.html(1, where)],
    ["half a body", (where: object) => b.stripe.faults.truncated(1, where)],
    ["garbage", (where: object) => b.stripe.faults.garbage(1, where)],
    ["a 500", (where: object) => b.stripe.faults.status(500, 1, where)],
    ["silence", (where: object) => (b.patience(150), b.stripe.faults.hang(1, where))],
  ])("answered by %s is a failure that says nothing against it", async (_what, fault) => {
    const id = acme();
    fault({ path: "/v1/customers", method: "POST" });
    expect(await faultOf(rename(id))).toMatchObject({ kind: "away", details: null });
    b.patience(10_000);
    expect(await rename(id)).toMatchObject({ name: "Acme & Søn" });
  });

  it("with a key that Stripe refuses opens the breaker, and is not even tried while it is open", async () => {
    const id = acme();
    b.stripe.faults.unauthorized(1);
    expect(await faultOf(rename(id))).toMatchObject({ kind: "refused" });
    expect(throttleOf(b.portal).breaker.isOpen()).toBe(true);
    expect(await faultOf(rename(id))).toMatchObject({ kind: "closed" });
    expect(b.stripe.requests).toHaveLength(0);
  });
});

describe("a removal", () => {
  it("gives whether there was something, and removes it", async () => {
    const id = acme();
    expect(await ask().remove("/v1/customers", id)).toBe(true);
    expect(b.stripe.state.customers.has(id)).toBe(false);
    expect(await ask().remove("/v1/customers", "cus_never")).toBe(false);
  });

  it("answered by a proxy's 404 is none", async () => {
    const id = acme();
    b.stripe.faults.notFound(1, { method: "DELETE" });
    expect(await faultOf(ask().remove("/v1/customers", id))).toMatchObject({
      kind: "away",
      status: 404,
      details: null,
    });
    expect(b.stripe.state.customers.has(id)).toBe(true);
  });
});
