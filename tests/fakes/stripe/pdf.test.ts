import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startStripe, type StripeStandIn } from "./server.ts";

const YEAR = 365 * 86_400_000;
let stripe: StripeStandIn;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 2);
  stripe = await startStripe({ now: () => now, pdfSeconds: 60 });
});

afterEach(() => stripe.close());

function address(lines: { amount: number; description: string }[], currency = "eur") {
  const { id } = stripe.openInvoice({ customer: stripe.createCustomer({ name: "Açmé (€)" }).id, currency, lines });
  return async () => {
    const headers = { authorization: `Bearer ${stripe.apiKey}` };
    const answer = await fetch(`${stripe.url}/v1/invoices/${id}`, { headers });
    return ((await answer.json()) as { invoice_pdf: string }).invoice_pdf;
  };
}

async function download(url: string) {
  return Buffer.from(await (await fetch(url)).arrayBuffer()).toString("latin1");
}

describe("an invoice's PDF", () => {
  test("has a cross-reference table that holds, and says the total", async () => {
    const file = await download(await address([{ amount: 1250, description: "Hosting (managed)" }])());
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)![1]);
    const [, count, table] = /^xref\n0 (\d+)\n([\s\S]*?)trailer/.exec(file.slice(start))!;
    const entries = table!.match(/.{20}/gs)!;
    expect(entries).toHaveLength(Number(count));
    entries.slice(1).forEach((entry, index) => {
      expect(file.slice(Number(entry.slice(0, 10)))).toMatch(new RegExp(`^${index + 1} 0 obj\n`));
    });
    for (const length of file.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)) {
      expect(length[2]!.length).toBe(Number(length[1]));
    }
    expect(file).toContain("(EUR 12.50)");
    expect(file).toContain("(Hosting \\(managed\\))");
  });

  test.for([
    ["jpy", 500, "JPY 500"],
    ["kwd", 5120, "KWD 5.120"],
    ["isk", 50_000, "ISK 500.00"],
    ["huf", 150_000, "HUF 1,500.00"],
  ] as const)("writes %s by Stripe's digits", async ([currency, amount, words]) => {
    expect(await download(await address([{ amount, description: "Work" }], currency)())).toContain(`(${words})`);
  });

  test("takes as many pages as its lines need", async () => {
    const lines = Array.from({ length: 60 }, (_, index) => ({ amount: 100, description: `Line ${index}` }));
    const file = await download(await address(lines)());
    expect(file).toContain("/Count 3");
    expect(file).toContain("(Line 59)");
  });

  test("is gone from an old address and there at a new one", async () => {
    const fresh = address([{ amount: 100, description: "Work" }]);
    const old = await fresh();
    now += YEAR;
    const answer = await fetch(old);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([403, "application/xml"]);
    expect(await answer.text()).toContain("Request has expired");
    expect((await fetch(await fresh())).status).toBe(200);
  });
});
