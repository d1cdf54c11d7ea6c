import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { stripeAsks } from "#app/sign-in/limits.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";

const { limit } = stripeAsks;
let b: Billing;
let customer: string;
let ids: string[];
beforeEach(async () => {
  b = await openBilling();
  customer = b.stripe.createCustomer({ name: "Acme GmbH" }).id;
  await b.sync();
  linkCustomer(b.system, customer, b.acme, b.now());
  ids = [1, 2, 3].map((n) => b.stripe.openInvoice({ customer, lines: [{ amount: n * 1000 }] }).id);
  await b.sync();
  b.pass(60_000);
});
afterEach(() => b.end());

const as = (who: "ada" | "bo" | "ann") => browserIn(b, { cookie: b.signIn(b[who].id) });
const at = (path: string) => `/o/${b.acme}/billing/${path}`;
const payAs = (who: "ada" | "bo", id = ids[0]!) => as(who).post(at(`${id}/pay`), {}, {}, false);
const asks = () => b.stripe.requests.length;
/** A link to an invoice, as it was mailed to somebody of Acme's. */
const linkOf = (email: string) =>
  `/l/${createItemLink(b.system.within(b.acme), { kind: "invoice", itemId: ids[0]!, email }, b.now())}`;
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status);

async function times<T>(count: number, act: () => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (let n = 0; n < count; n++) answers.push(await act());
  return answers;
}
const atOnce = <T>(count: number, act: () => Promise<T>) => Promise.all(Array.from({ length: count }, act));

describe("thirty presses", () => {
  it("of Pay by Ada: she is told to wait, with a way back, and Bo's Pay still works", async () => {
    const answers = await times(30, () => payAs("ada"));
    expect(statuses(answers.slice(0, limit))).toEqual(Array(limit).fill(303));
    expect(new Set(statuses(answers.slice(limit)))).toEqual(new Set([429]));
    const { html, headers } = answers[29]!;
    expect(headers.get("Retry-After")).toBe("10");
    expect(html).toContain("Too many attempts");
    expect(pageOf(html).main.link("Back to the invoice").href).toBe(at(ids[0]!));
    expect((await payAs("bo", ids[1])).headers.get("Location")).toContain(`${b.stripe.url}/i/`);
    b.pass(10_000);
    expect((await payAs("ada")).status).toBe(303);
  });

  it("of PDFs that Stripe has to be asked for, until they are here", async () => {
    b.stripe.faults.status(403, 30, { path: "/files" });
    const press = () => as("ann").get(at(`${ids[0]}/pdf`));
    expect(new Set(statuses(await times(30, press)).slice(limit))).toEqual(new Set([429]));
    b.stripe.faults.clear();
    expect((await as("bo").get(at(`${ids[0]}/pdf`))).status).toBe(200);
    expect(statuses(await times(30, press))).toEqual(Array(30).fill(200));
  });

  it("that open Stripe's portal", async () => {
    const press = (who: "ada" | "bo") => as(who).post(at("payment-methods"), { customer }, {}, false);
    const answers = await times(30, () => press("ada"));
    expect(new Set(statuses(answers.slice(limit)))).toEqual(new Set([429]));
    expect(pageOf(answers[29]!.html).main.link("Back to payment methods").href).toBe(at("payment-methods"));
    expect((await press("bo")).status).toBe(303);
  });

  it("of Save for billing details: what was typed stays in the form", async () => {
    const save = (n: number) =>
      as("ada").post(at("details/edit"), { name: "Acme GmbH", country: "DE", city: `${n}` }, {}, false);
    const answers = [];
    for (let n = 0; n < 30; n++) answers.push(await save(n));
    expect(statuses(answers.slice(0, limit))).toEqual(Array(limit).fill(303));
    expect(new Set(statuses(answers.slice(limit)))).toEqual(new Set([429]));
    const { html, headers } = answers[29]!;
    expect(headers.get("Retry-After")).toBe("10");
    expect(pageOf(html).alert!.text).toContain("Wait a minute");
    expect(pageOf(html).field(/^Town or city/).value).toBe("29");
    expect((await payAs("bo")).status).toBe(303);
  });

  it("of a mail's Pay by whoever has it: those of another recipient, or elsewhere, still work", async () => {
    const [ada, bo] = [linkOf(b.ada.email), linkOf(b.bo.email)];
    const press = (link: string, ip: string) => browserIn(b, { ip }).post(`${link}/pay`, {}, {}, false);
    const answers = await times(15, () => press(ada, "192.0.2.1"));
    expect(new Set(statuses(answers.slice(limit)))).toEqual(new Set([429]));
    expect(pageOf(answers[14]!.html).main.link("Back to the invoice").href).toBe(ada);
    expect((await press(bo, "192.0.2.1")).status).toBe(303);
    b.pass(1_000);
    expect((await press(ada, "192.0.2.9")).status).toBe(303);
  });
});

describe("presses at the same time share one request to Stripe", () => {
  it.each([
    ["ten of Pay", () => payAs("ada"), 303],
    ["ten of a mail's Pay", () => browserIn(b).post(`${linkOf(b.bo.email)}/pay`, {}, {}, false), 303],
    ["ten for a file", () => as("ann").get(at(`${ids[0]}/pdf`)), 200],
    ["ten for Stripe's portal", () => as("ada").post(at("payment-methods"), { customer }, {}, false), 303],
  ])("%s", async (_what, press, status) => {
    rmSync(join(b.dataDir, "pdf"), { recursive: true, force: true });
    const before = asks();
    expect(statuses(await atOnce(10, press))).toEqual(Array(10).fill(status));
    expect(asks() - before).toBe(1);
  });

  it("but not for two invoices, nor for two people in Stripe's portal", async () => {
    const open = (who: "ada" | "bo") => as(who).post(at("payment-methods"), { customer }, {}, false);
    const [first, second] = await Promise.all([payAs("ada"), payAs("ada", ids[1])]);
    const [hers, his] = await Promise.all([open("ada"), open("bo")]);
    expect(first.headers.get("Location")).not.toBe(second.headers.get("Location"));
    expect(hers.headers.get("Location")).not.toBe(his.headers.get("Location"));
  });
});
