import { rmSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { listPapersOf } from "#app/billing/document-list.ts";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { findPdfs } from "#app/billing/documents/interactive-pdfs.ts";
import { invoicePdfs, invoices } from "#db/schema/billing.ts";
import { tenantOf } from "#db/tenant.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { unzip } from "#tests/http/unzip.ts";
import { addInvoice } from "#tests/rows.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";

let town: Billing;
let customer: string;
beforeEach(async () => {
  town = await openBilling({ tuning: { interactivePerSecond: 1_000 } });
  customer = town.stripe.createCustomer({ name: "Acme GmbH" }).id;
  await town.sync();
  linkCustomer(town.system, customer, town.acme, town.now());
});
afterEach(() => town.end());

const as = (who: "ada" | "ben" | "ann" | "zoe") => browserIn(town, { cookie: town.signIn(town[who].id) });
const path = (year: string | number = 2026) => `/o/${town.acme}/billing/invoices.zip?year=${year}`;
const open = (number: string) => town.stripe.openInvoice({ customer, number, lines: [{ amount: 900 }] }).id;
const askedOfStripe = () => town.stripe.requests.length;

async function download(who: "ada" | "ann" = "ada") {
  const response = await town.fetch(path(), { headers: { Cookie: town.signIn(town[who].id) } });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { response, files: response.ok ? unzip(bytes) : new Map<string, Buffer>() };
}

it("brings Ann every PDF of the year under its own name", async () => {
  for (let n = 1; n <= 7; n++) open(`INV-${n}`);
  await town.sync();
  addInvoice(town, town.acme, { number: "INV-2025", issuedAt: Date.UTC(2025, 3, 1) });
  const { response, files } = await download("ann");
  expect(response.headers.get("Content-Type")).toBe("application/zip");
  expect(response.headers.get("Content-Disposition")).toBe('attachment; filename="Norrland Chairs invoices 2026.zip"');
  expect(response.headers.get("Cache-Control")).toBe("private, no-store");
  expect([...files.keys()]).toHaveLength(7);
  for (let n = 1; n <= 7; n++) expect(files.get(`Invoice-INV-${n}.pdf`)!.toString("latin1")).toMatch(/^%PDF-/);
  const asked = askedOfStripe();
  expect((await download()).files.size).toBe(7);
  expect(askedOfStripe()).toBe(asked);
});

it("brings the year's credit notes too, also of an earlier year's invoice, and names the one that cannot be had", async () => {
  const [first, second] = [open("INV-1"), open("INV-2")];
  town.stripe.createCreditNote({ invoice: first, amount: 100 });
  const lost = town.stripe.createCreditNote({ invoice: second, amount: 200 });
  await town.sync();
  expect((await as("ada").get(`/o/${town.acme}/billing`)).html).toContain("Download all, ZIP: 4 PDFs of 2026");
  town.system.db
    .update(invoices)
    .set({ issuedAt: Date.UTC(2025, 3, 1) })
    .where(eq(invoices.id, second))
    .run();
  town.stripe.faults.status(500, Infinity, { path: `/v1/credit_notes/${lost.id}` });
  const { files } = await download("ann");
  expect([...files.keys()].sort()).toEqual(["Credit-note-INV-1-CN-01.pdf", "Invoice-INV-1.pdf", "missing.txt"]);
  expect(files.get("Credit-note-INV-1-CN-01.pdf")!.toString("latin1")).toMatch(/^%PDF-/);
  const text = files.get("missing.txt")!.toString("utf8");
  expect(text).toContain("INV-2-CN-01: Stripe didn’t send it");
  expect(text).toContain(`https://portal.example/o/${town.acme}/billing/${second}/credit-notes/${lost.id}/pdf`);
});

it("offers a year that has credit notes only, but no list of it", async () => {
  const id = open("INV-1");
  town.stripe.createCreditNote({ invoice: id, amount: 100 });
  await town.sync();
  town.system.db
    .update(invoices)
    .set({ issuedAt: Date.UTC(2025, 3, 1) })
    .run();
  const { html } = await as("ada").get(`/o/${town.acme}/billing`);
  expect(html).toContain("The PDF of 2026, ZIP");
  const years = pageOf(html).field(/^Year/).options;
  expect([years.includes("2025"), years.includes("2026")]).toEqual([true, false]);
});

it("gives two invoices of one number two names", async () => {
  open("INV-7");
  open("INV-8");
  await town.sync();
  await download();
  town.system.db.update(invoices).set({ number: "inv/7" }).run();
  town.stripe.faults.status(500, 100);
  expect([...(await download()).files.keys()]).toEqual(["Invoice-inv-7.pdf", "Invoice-inv-7-2.pdf"]);
});

it("arrives whole when PDFs cannot be had, with a text that says which, why and what to do", async () => {
  const [kept, lost] = [open("INV-1"), open("INV-2")];
  await town.sync();
  await download();
  rmSync(join(town.dataDir, "pdf"), { recursive: true });
  await as("ada").get(`/o/${town.acme}/billing/${kept}/pdf`);
  town.stripe.faults.status(500, 100);
  const { response, files } = await download();
  expect(response.status).toBe(200);
  expect([...files.keys()]).toEqual(["Invoice-INV-1.pdf", "missing.txt"]);
  const text = files.get("missing.txt")!.toString("utf8");
  expect(text).toContain("INV-2: Stripe didn’t send it");
  expect(text).toContain(`https://portal.example/o/${town.acme}/billing/${lost}/pdf`);
  expect(text).not.toContain("INV-1");
});

it("lets Stripe alone after a few failures, and takes the rest from disk", async () => {
  for (let n = 0; n < 20; n++) open(`INV-${n}`);
  await town.sync();
  town.stripe.faults.status(500, 1_000);
  const before = askedOfStripe();
  const { files } = await download();
  expect(
    files
      .get("missing.txt")!
      .toString()
      .match(/INV-\d+:/g),
  ).toHaveLength(20);
  expect(askedOfStripe() - before).toBeLessThan(15);
});

it("says so where there is nothing of that year, or it is none", async () => {
  addInvoice(town, town.acme, { number: "INV-1" });
  for (const year of ["1999", "nonsense", "", "20260", "-1"]) {
    const { status, html } = await as("ada").get(path(year));
    expect(status).toBe(404);
    expect(html).toContain("There are no invoices for that year");
    expect(html).toContain("/contact");
    expect(pageOf(html).link("Back to billing").href).toBe(`/o/${town.acme}/billing`);
  }
});

it("is nobody else's", async () => {
  addInvoice(town, town.acme, { number: "INV-1" });
  expect((await as("ben").get(path())).status).toBe(403);
  expect((await as("zoe").get(path())).status).toBe(404);
  expect((await browserIn(town).request(path(), {}, false)).status).toBe(303);
});

it("may be asked for thirty times an hour by each person; HEAD does not count and starts nothing", async () => {
  open("INV-1");
  await town.sync();
  const before = askedOfStripe();
  for (let n = 0; n < 32; n++) expect((await as("ada").request(path(), { method: "HEAD" })).status).toBe(200);
  expect(askedOfStripe()).toBe(before);
  for (let n = 0; n < 30; n++) expect((await as("ada").get(path())).status).toBe(200);
  const { status, html, headers } = await as("ada").get(path());
  expect(status).toBe(429);
  expect(html).toContain("then try again");
  expect(Number(headers.get("Retry-After"))).toBeGreaterThan(0);
  expect((await as("ann").get(path())).status).toBe(200);
  town.pass(3_600_000);
  expect((await as("ada").get(path())).status).toBe(200);
});

it("stops when the visitor leaves, and holds a few files at a time", async () => {
  const ids: string[] = [];
  for (let n = 0; n < 20; n++) ids.push(open(`INV-${n}`));
  await town.sync();
  const kept = () => town.system.db.select().from(invoicePdfs).all().length;
  const response = await town.fetch(path(), { headers: { Cookie: town.signIn(town.ada.id) } });
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel().catch(() => {});
  const before = kept();
  expect(before).toBeLessThanOrEqual(4);

  const looked: string[] = [];
  const acme = tenantOf(town.connection, town.acme);
  const papers = listPapersOf(acme, 2026).sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
  for await (const { paper } of findPdfs(town.portal, acme, papers)) {
    looked.push(paper.id);
    if (looked.length === 3) break;
  }
  expect(looked).toEqual(ids.slice(0, 3));
  expect(kept() - before).toBeLessThanOrEqual(4);
});
