import { createServer, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drain } from "#app/jobs/loop.ts";
import { makeLimiter } from "#app/billing/stripe/limiter.ts";
import { stripeWorker } from "#app/billing/stripe/worker.ts";
import { charges } from "#db/schema/billing.ts";
import { stripeDirty } from "#db/schema/stripe.ts";
import { openBilling, type Billing } from "./billing.ts";

let b: Billing;
beforeEach(async () => void (b = await openBilling()));
afterEach(() => b.end());

const anInvoice = () =>
  b.stripe.openInvoice({
    customer: b.stripe.createCustomer({ email: "kari@fjord.example" }).id,
    lines: [{ amount: 900 }],
  });
const run = () => drain(b.portal, [stripeWorker]);
const object = (id: string) => b.dirty().find(({ objectId }) => objectId === id)!;

/** One invoice's webhook, and one try to fetch it from a server that always answers the same. */
async function against(answerWith: (answer: ServerResponse) => void) {
  const server = createServer((_, answer) => answerWith(answer));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const odd = await openBilling({ env: { STRIPE_API_URL: `http://127.0.0.1:${port}` } });
  await odd.post({ id: "evt_1", type: "invoice.paid", data: { object: { id: "in_1", object: "invoice" } } });
  odd.pass(300);
  await drain(odd.portal, [stripeWorker]);
  server.closeAllConnections();
  server.close();
  return odd;
}

describe("an answer that is none", () => {
  it.each([
    ["a proxy's 404 without an error of Stripe's", (where: object) => b.stripe.faults.notFound(1, where)],
    ["HTML with a 200", (where: object) => b.stripe.faults.html(1, where)],
    ["HTML with a 502", (where: object) => b.stripe.faults.add({ kind: "html", status: 502, ...where })],
    ["half a body", (where: object) => b.stripe.faults.truncated(1, where)],
    ["garbage", (where: object) => b.stripe.faults.garbage(1, where)],
    ["a 500", (where: object) => b.stripe.faults.status(500, 1, where)],
    ["silence", (where: object) => (b.patience(150), b.stripe.faults.hang(1, where))],
  ])("%s keeps the row and is tried again", async (_what, fault) => {
    const { id } = anInvoice();
    await b.sync();
    b.stripe.payInvoice(id);
    await b.bring();
    b.pass(300);
    fault({ path: `/v1/invoices/${id}` });
    await run();
    expect(b.invoice(id)).toMatchObject({ status: "open", deletedAt: null });
    expect(object(id)).toMatchObject({ attempts: 0, unanswered: 1, lastError: expect.any(String), leaseOwner: null });
    b.patience(10_000);
    await b.settle();
    expect(b.invoice(id)).toMatchObject({ status: "paid", deletedAt: null });
    expect(object(id)).toMatchObject({ unanswered: 0, lastError: null, doneGen: object(id).gen });
  });

  it("the silence of one object holds up no other", async () => {
    const [slow, quick] = [anInvoice(), anInvoice()];
    b.patience(2_000);
    b.stripe.faults.hang(1, { path: `/v1/invoices/${slow.id}` });
    await b.bring();
    b.pass(300);
    await run();
    expect([b.invoice(slow.id), b.invoice(quick.id)]).toMatchObject([undefined, { status: "open" }]);
  });

  it.each(["true", '"ok"', "5", "null", "[]", "{}"])("%s as a whole body is no answer of Stripe's", async (body) => {
    const odd = await against((answer) => answer.setHeader("Content-Type", "application/json").end(body));
    expect(odd.dirty()).toMatchObject([{ attempts: 0, unanswered: 1, parkedAt: null }]);
    expect(odd.invoice("in_1")).toBeUndefined();
    await odd.end();
  });

  it("Stripe's own no, twelve times in a row, parks the object where staff see it, until it changes again", async () => {
    const { id } = anInvoice();
    b.stripe.faults.status(400, 12, { path: `/v1/invoices/${id}` });
    await b.bring();
    for (let hour = 0; hour < 4; hour++)
      for (let quarter = 0; quarter < 4; quarter++) {
        await run();
        b.pass(15 * 60_000);
      }
    expect(object(id)).toMatchObject({ attempts: 12, parkedAt: expect.any(Number) });
    expect(b.tasks()).toMatchObject([{ kind: "stripe-object-stuck", subject: `invoice ${id}`, doneAt: null }]);
    expect(b.logLines.join("")).toContain("given up");
    b.stripe.payInvoice(id);
    await b.sync();
    expect(b.invoice(id)).toMatchObject({ status: "paid" });
    expect(object(id)).toMatchObject({ attempts: 0, parkedAt: null });
    expect(b.tasks()).toMatchObject([{ doneAt: expect.any(Number) }]);
  });

  it("an id that Stripe does not know is remembered as gone", async () => {
    await b.post({ id: "evt_1", type: "charge.updated", data: { object: { id: "ch_never", object: "charge" } } });
    await b.settle();
    expect(b.row(charges, "ch_never")).toMatchObject({ deletedAt: expect.any(Number), orgId: null });
  });
});

describe("429", () => {
  it("with Retry-After is not asked again before", async () => {
    const body = JSON.stringify({ error: { type: "invalid_request_error", code: "rate_limit", message: "Slowly" } });
    const odd = await against((answer) => answer.writeHead(429, { "Retry-After": "7" }).end(body));
    expect(odd.dirty()).toMatchObject([{ attempts: 0, notBefore: odd.now() + 7_000 }]);
    await odd.end();
  });

  it("in a storm: nothing is parked, nothing lost, and the pace is halved", async () => {
    const ids = Array.from({ length: 12 }, () => anInvoice().id);
    await b.bring();
    b.stripe.faults.rateLimit(40);
    for (let second = 0; second < 500; second += 2) {
      b.pass(2_000);
      await run();
    }
    expect(ids.map((id) => b.invoice(id)?.status)).toEqual(ids.map(() => "open"));
    expect(b.dirty().every(({ attempts, parkedAt }) => attempts === 0 && parkedAt === null)).toBe(true);
    expect(b.stripe.faults.takeAnswer("GET", "/")).toBeUndefined();
  });

  it("a limiter lets a second's worth go, waits as long as it is told, and comes back to its pace", () => {
    const limiter = makeLimiter(20);
    let now = 1_000_000;
    for (let n = 0; n < 20; n++) limiter.spend(now);
    expect([limiter.room(now), limiter.opensAt(now)]).toEqual([0, now + 50]);
    expect(limiter.room((now += 1_000))).toBe(20);
    limiter.refused(now, 7_000, () => 0);
    limiter.refused(now, null, () => 0);
    expect([limiter.rate(), limiter.opensAt(now), limiter.room(now + 6_999)]).toEqual([10, now + 7_000, 0]);
    for (let minute = 0; minute < 2; minute++) limiter.room((now += 60_000));
    expect(limiter.rate()).toBe(20);
  });
});

describe("a key that lacks one right", () => {
  it("leaves out what needs it and tells staff which; all else goes on, and the rest comes once it is given", async () => {
    const { id } = anInvoice();
    const charge = b.stripe.payInvoice(id) && [...b.stripe.state.charges.keys()][0]!;
    b.stripe.faults.status(403, Infinity, { path: "/v1/charges" });
    await b.sync();
    expect(b.invoice(id)).toMatchObject({ status: "paid" });
    expect(b.row(charges, charge)).toBeUndefined();
    expect(object(charge)).toMatchObject({
      parkedAt: expect.any(Number),
      lastError: expect.stringContaining("Charges"),
    });
    const right = "Charges and Refunds: read";
    expect(b.tasks()).toMatchObject([{ kind: "stripe-right-missing", subject: right, doneAt: null }]);
    expect(b.mails("billing-alert").map(({ props }) => props)).toEqual([{ alert: "right", subject: right }]);
    const next = anInvoice();
    await b.sync();
    expect(b.invoice(next.id)).toMatchObject({ status: "open" });
    b.stripe.faults.clear();
    b.stripe.payInvoice(next.id);
    await b.sync();
    expect(b.row(charges, charge)).toMatchObject({ status: "succeeded" });
    expect(b.tasks()).toMatchObject([{ doneAt: expect.any(Number) }]);
  });

  it("is not meant by a proxy that lets nothing through: then nothing more is asked for a minute", async () => {
    const odd = await against((answer) =>
      answer.writeHead(403, { "Content-Type": "application/json" }).end('{"message":"Forbidden"}'),
    );
    expect(odd.dirty()).toMatchObject([{ attempts: 0, parkedAt: null }]);
    expect(odd.tasks()).toMatchObject([{ kind: "stripe-refuses-key" }]);
    await odd.end();
  });
});

describe("a key that Stripe refuses", () => {
  it("is tried once a minute only, told to staff, and everything is there once it is taken again", async () => {
    const ids = Array.from({ length: 3 }, () => anInvoice().id);
    await b.bring();
    b.pass(300);
    const asked = () => b.stripe.requests.length;
    b.stripe.faults.unauthorized(100);
    await run();
    expect(b.tasks()).toMatchObject([{ kind: "stripe-refuses-key", doneAt: null }]);
    for (let second = 0; second < 59; second++) {
      b.pass(1_000);
      expect(await run()).toBe(0);
    }
    b.pass(2_000);
    expect(await run()).toBe(1);
    b.stripe.faults.clear();
    expect(asked()).toBe(0);
    await b.settle(70_000);
    expect(ids.map((id) => b.invoice(id)?.status)).toEqual(["open", "open", "open"]);
    expect(b.tasks()).toMatchObject([{ doneAt: expect.any(Number) }]);
    expect(
      b.system.db
        .select()
        .from(stripeDirty)
        .all()
        .every(({ attempts }) => attempts === 0),
    ).toBe(true);
  });
});
