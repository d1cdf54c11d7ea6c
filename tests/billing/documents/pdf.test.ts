import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drain } from "#app/jobs/loop.ts";
import { jobWorker } from "#app/jobs/queue.ts";
import { download } from "#app/billing/documents/download.ts";
import { isAtStripe } from "#app/config.server.ts";
import { findPdf, freshPaymentUrl } from "#app/billing/documents/interactive.ts";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { cachePdf } from "#app/billing/documents/pdf.ts";
import { invoicePdfs } from "#db/schema/billing.ts";
import { jobs } from "#db/schema/mail.ts";
import { tenantOf } from "#db/tenant.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";

let b: Billing;
let customer: string;
beforeEach(async () => {
  b = await openBilling();
  customer = b.stripe.createCustomer({ name: "Acme GmbH" }).id;
  await b.sync();
  linkCustomer(b.system, customer, b.acme, b.now());
});
afterEach(() => b.end());

const acme = () => tenantOf(b.connection, b.acme);
const pdfOf = (id: string) => findPdf(b.portal, acme(), id);
const runJobs = () => drain(b.portal, [jobWorker({ "pdf.cache": cachePdf })]);
const fileAsks = () => b.stripe.requests.length;
const folder = () => join(b.dataDir, "pdf");
async function anInvoice() {
  const { id } = b.stripe.openInvoice({ customer, lines: [{ amount: 1000, description: "Stool" }] });
  await b.sync();
  return id;
}
const read = (pdf: Awaited<ReturnType<typeof findPdf>>) => {
  if ("failure" in pdf) throw new Error(pdf.failure);
  const bytes = readFileSync(pdf.path);
  expect(bytes.length).toBe(pdf.size);
  return bytes.toString("latin1");
};

describe("an invoice's file", () => {
  it("is fetched when the invoice is finalized, and comes from disk from then on", async () => {
    const id = await anInvoice();
    const before = fileAsks();
    await runJobs();
    expect(fileAsks()).toBe(before);
    expect(b.system.db.select().from(jobs).all()).toEqual([]);
    const asked = fileAsks();
    const pdf = await pdfOf(id);
    expect(read(pdf)).toMatch(/^%PDF-/);
    expect(pdf).toMatchObject({ filename: `Invoice-${b.invoice(id)!.number}.pdf` });
    expect(fileAsks()).toBe(asked);
  });

  it("is fetched in advance though the job comes late, or the first address does not give it", async () => {
    const [late, refused] = [await anInvoice(), await anInvoice()];
    b.stripe.faults.status(403, 1, { path: `/files/${refused}` });
    await runJobs();
    expect(readdirSync(folder())).toHaveLength(2);
    rmSync(folder(), { recursive: true });
    b.pass(3_600_000);
    b.stripe.expireLinks();
    await cachePdf(b.portal, { invoiceId: late });
    expect(readdirSync(folder())).toHaveLength(1);
  });

  it("is renewed when the invoice is paid, and the old one is removed", async () => {
    const id = await anInvoice();
    const open = read(await pdfOf(id));
    b.stripe.payInvoice(id);
    await b.sync();
    const paid = read(await pdfOf(id));
    expect([open.includes("PAID"), paid.includes("PAID")]).toEqual([false, true]);
    expect(readdirSync(folder())).toHaveLength(1);
    expect(b.system.db.select().from(invoicePdfs).all()).toMatchObject([
      { sourceKey: `paid:1000:0:${b.invoice(id)!.number}` },
    ]);
  });

  it("is renewed when a credit note lowers it, and again when that is voided", async () => {
    const id = await anInvoice();
    const whole = read(await pdfOf(id));
    const note = b.stripe.createCreditNote({ invoice: id, amount: 400 });
    await b.sync();
    const lowered = read(await pdfOf(id));
    expect(b.system.db.select().from(invoicePdfs).get()!.sourceKey).toContain("open:0:400:");
    b.stripe.voidCreditNote(note.id);
    await b.sync();
    expect(lowered).not.toBe(whole);
    expect(read(await pdfOf(id))).toBe(whole);
    expect(b.system.db.select().from(invoicePdfs).get()!.sourceKey).toContain("open:0:0:");
    expect(readdirSync(folder())).toHaveLength(1);
  });

  it("is found though the address that was stored has ended", async () => {
    const id = await anInvoice();
    b.stripe.expireLinks();
    expect(read(await pdfOf(id))).toMatch(/^%PDF-/);
  });

  it("is asked for once by many at once", async () => {
    const id = await anInvoice();
    const asked = fileAsks();
    const all = await Promise.all(Array.from({ length: 10 }, () => pdfOf(id)));
    expect(new Set(all.map(read)).size).toBe(1);
    expect(fileAsks() - asked).toBe(1);
  });

  it("is fetched again where it is gone from disk, or not whole", async () => {
    const id = await anInvoice();
    await pdfOf(id);
    rmSync(folder(), { recursive: true });
    expect(read(await pdfOf(id))).toMatch(/^%PDF-/);
  });

  it("while Stripe is down is the one of before, and unavailable where there is none", async () => {
    const [id, never] = [await anInvoice(), await anInvoice()];
    const open = read(await pdfOf(id));
    b.stripe.payInvoice(id);
    await b.sync();
    b.stripe.faults.status(500, 100);
    expect(read(await pdfOf(id))).toBe(open);
    expect(await pdfOf(never)).toEqual({ failure: "unavailable" });
    b.stripe.faults.clear();
    expect(read(await pdfOf(id))).toContain("PAID");
  });

  it.each([
    ["HTML", () => b.stripe.faults.html(1, { path: "/files" })],
    ["half of it", () => b.stripe.faults.truncated(1, { path: "/files" })],
    ["silence", () => (b.patience(150), b.stripe.faults.hang(1, { path: "/files" }))],
    ["an expired address", () => b.stripe.faults.status(403, 1, { path: "/files" })],
  ])("that comes as %s is not kept", async (_what, fault) => {
    const id = await anInvoice();
    fault();
    expect(await pdfOf(id)).toEqual({ failure: "unavailable" });
    expect(existsSync(folder()) ? readdirSync(folder()) : []).toEqual([]);
    b.patience(10_000);
    expect(read(await pdfOf(id))).toMatch(/^%PDF-/);
  });

  it("is nobody else's, and no draft has one", async () => {
    const id = await anInvoice();
    await pdfOf(id);
    const draft = b.stripe.createInvoice({ customer, lines: [{ amount: 1 }] });
    await b.sync();
    expect(await findPdf(b.portal, tenantOf(b.connection, b.zebra), id)).toEqual({ failure: "none" });
    expect(await pdfOf(draft.id)).toEqual({ failure: "none" });
    expect(await pdfOf("in_never")).toEqual({ failure: "none" });
  });

  it("follows the invoice to another organization", async () => {
    const id = await anInvoice();
    await pdfOf(id);
    linkCustomer(b.system, customer, b.zebra, b.now());
    const asked = fileAsks();
    expect(read(await findPdf(b.portal, tenantOf(b.connection, b.zebra), id))).toMatch(/^%PDF-/);
    expect(fileAsks()).toBe(asked);
  });
});

describe("the page to pay on", () => {
  const payment = (id: string) => freshPaymentUrl(b.portal, acme(), id);

  it("is asked for afresh, and what was seen is stored", async () => {
    const id = await anInvoice();
    expect(await payment(id)).toEqual({ url: `${b.stripe.url}/i/${id}` });
    b.stripe.payInvoice(id);
    expect(await payment(id)).toEqual({ paid: true });
    expect(b.invoice(id)).toMatchObject({ status: "paid" });
  });

  it.each([
    "https://elsewhere.example/i/1",
    "http://invoice.stripe.com/i/1",
    "https://invoice.stripe.com:8443/i/1",
    "https://stripe.com.elsewhere.example/i/1",
    "https://notstripe.com/i/1",
    "https://invoice.stripe.com@elsewhere.example/i/1",
    "https://127.0.0.1/i/1",
    "//elsewhere.example/i/1",
    "javascript:alert(1)",
    "nonsense",
  ])("is not %s: nobody is led there, and the log says so", async (url) => {
    const id = await anInvoice();
    b.stripe.state.invoices.get(id)!.hosted_invoice_url = url;
    expect(await payment(id)).toEqual({ strange: true });
    expect(b.logLines.join("")).toContain("not at an address of stripe's");
  });

  it.each(["https://invoice.stripe.com/i/1", "https://stripe.com/i/1"])("may be %s", async (url) => {
    const id = await anInvoice();
    b.stripe.state.invoices.get(id)!.hosted_invoice_url = url;
    expect(await payment(id)).toEqual({ url });
  });

  it("is not there where Stripe names none", async () => {
    const id = await anInvoice();
    b.stripe.state.invoices.get(id)!.hosted_invoice_url = null;
    expect(await payment(id)).toEqual({ unavailable: true });
  });

  it("is over for a void invoice, not there for a stranger's, or while Stripe is down", async () => {
    const [id, voided] = [await anInvoice(), await anInvoice()];
    b.stripe.voidInvoice(voided);
    expect(await payment(voided)).toEqual({ over: true });
    expect(await freshPaymentUrl(b.portal, tenantOf(b.connection, b.zebra), id)).toEqual({ unavailable: true });
    b.stripe.faults.status(503, 5);
    expect(await payment(id)).toEqual({ unavailable: true });
  });
});

describe("a download", () => {
  const from = (host: string) => ({ timeoutMs: 2_000, isAllowed: (url: string) => new URL(url).host === host });
  const serving = async (listener: RequestListener, run: (host: string) => Promise<void>) => {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await run(`127.0.0.1:${(server.address() as { port: number }).port}`);
    server.closeAllConnections();
    server.close();
  };

  it.each([
    "https://elsewhere.example/a.pdf",
    "http://pay.stripe.com/a.pdf",
    "https://10.0.0.1/a.pdf",
    "https://127.0.0.1/a.pdf",
    "https://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "nonsense",
  ])("of %s is refused", async (url) => {
    const isAllowed = (address: string) => isAtStripe(b.config, address);
    await expect(download(url, { isAllowed, timeoutMs: 2_000 })).rejects.toThrow("not at an address");
  });

  it("is checked at every hop", async () => {
    const inside = "https://192.168.0.1/secret";
    await serving(
      (_, answer) => answer.writeHead(302, { Location: inside }).end(),
      async (host) => {
        await expect(download(`http://${host}/`, from(host))).rejects.toThrow("not at an address");
      },
    );
  });

  it("follows redirects, but not for ever", async () => {
    await serving(
      ({ url }, answer) =>
        url === "/end"
          ? answer.end("%PDF-")
          : answer.writeHead(302, { Location: url === "/once" ? "/end" : "/more" }).end(),
      async (host) => {
        expect(String(await download(`http://${host}/once`, from(host)))).toBe("%PDF-");
        await expect(download(`http://${host}/more`, from(host))).rejects.toThrow("redirects");
      },
    );
  });

  it("ends at 10 MB", async () => {
    await serving(
      (_, answer) => answer.end(Buffer.alloc(10 * 1024 * 1024 + 1)),
      async (host) => {
        await expect(download(`http://${host}/`, from(host))).rejects.toThrow("larger");
      },
    );
  });
});
