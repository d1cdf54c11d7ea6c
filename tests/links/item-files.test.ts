import { existsSync, readdirSync, readlinkSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { invoices } from "#db/schema/billing.ts";
import { memberships } from "#db/schema/organizations.ts";
import { pdfAnswer } from "#app/billing/answers.ts";
import { textFor } from "#app/text/words.ts";
import { listMails } from "#app/mail/mailbox.ts";
import { mailWorker } from "#app/workers.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";
import { billingText } from "#app/billing/text.ts";

let town: Billing;
beforeEach(async () => {
  town = await openBilling({ env: { FOYER_MODE: "development", SMTP_URL: "" } });
});
afterEach(() => town.end());

/** A new customer's first invoice, and the link in the mail about it. */
async function linkOfFirstInvoice() {
  const customer = town.stripe.createCustomer({ name: "Finn’s Café", email: "finn@cafe.example" });
  town.stripe.openInvoice({ customer: customer.id, lines: [{ amount: 12_000, description: "A chair" }] });
  await town.sync();
  await town.drain([mailWorker]);
  const mail = listMails(town.dataDir).find(({ kind, to }) => kind === "invoice-ready" && to === "finn@cafe.example")!;
  return new URL(/^https?:\/\/\S+\/l\/\S+$/m.exec(mail.text)![0]).pathname;
}

const isPdf = (fd: string) => existsSync(fd) && readlinkSync(fd).endsWith(".pdf");

it("one tap from the mail: the invoice; another: its PDF", async () => {
  const link = await linkOfFirstInvoice();
  const { status, html } = await browserIn(town).get(link);
  expect(status).toBe(200);
  expect(html).toContain("A chair");
  const pdf = await browserIn(town).get(`${link}/pdf`);
  expect(pdf.status).toBe(200);
  expect(pdf.html).toMatch(/^%PDF-/);
  expect(pdf.headers.get("Content-Type")).toBe("application/pdf");
  expect(pdf.headers.get("Content-Disposition")).toMatch(/^inline; filename=".*\.pdf"/);
  expect(pdf.headers.get("Cache-Control")).toContain("no-store");
  expect(pdf.headers.get("X-Robots-Tag")).toContain("noindex");
});

it("a scanner's HEAD on the file leaves nothing open", async () => {
  const link = await linkOfFirstInvoice();
  await browserIn(town).get(`${link}/pdf`);
  const open = () => readdirSync("/proc/self/fd").filter((fd) => isPdf(`/proc/self/fd/${fd}`)).length;
  for (let n = 0; n < 5; n++) {
    const response = await town.fetch(`${link}/pdf`, { method: "HEAD" });
    expect(response.status).toBe(200);
  }
  expect(open()).toBe(0);
});

it("who only follows the links of a mail, as scanners do, has Stripe asked nothing", async () => {
  const link = await linkOfFirstInvoice();
  rmSync(join(town.dataDir, "pdf"), { recursive: true, force: true });
  const asked = town.stripe.requests.length;
  for (const method of ["HEAD", "GET"]) {
    const paying = await browserIn(town).request(`${link}/pay`, { method });
    expect([paying.status, paying.url]).toEqual([200, link]);
  }
  const file = await browserIn(town).request(`${link}/pdf`, { method: "HEAD" });
  expect([file.status, file.headers.get("Content-Type")]).toEqual([200, "application/pdf"]);
  expect(town.stripe.requests).toHaveLength(asked);
});

it("a file replaced between found and read is found once more; gone again, it cannot be had now", async () => {
  const file = (path: string) => ({ path, size: statSync("package.json").size, filename: "Invoice-1.pdf" });
  const found = ["gone.pdf", "package.json"];
  const text = textFor("en", billingText);
  const context = { portal: town.portal, ip: "192.0.2.1", memo: new Map() };
  const asker = { request: new Request("https://portal.example/l/x/pdf"), context, who: "Finn" };
  expect((await pdfAnswer(asker, async () => file(found.shift()!), "/l/x", text)).status).toBe(200);
  const lost: Response = await pdfAnswer(asker, async () => file("gone.pdf"), "/l/x", text).catch((thrown) => thrown);
  expect(lost.status).toBe(503);
  expect(await lost.json()).toMatchObject({ back: { to: "/l/x", name: "Back to the invoice" } });
});

it("two taps: the payment page, fetched afresh; back to the invoice once it is paid", async () => {
  const link = await linkOfFirstInvoice();
  const finn = browserIn(town);
  await finn.get(link);
  const first = await finn.submit({}, { action: `${link}/pay`, follow: false });
  expect(first.status).toBe(303);
  expect(first.headers.get("Location")).toMatch(new RegExp(`^(https://|${town.stripe.url})`));
  town.stripe.payInvoice(town.system.db.select().from(invoices).get()!.id);
  await town.sync();
  const second = await finn.post(`${link}/pay`, {}, {}, false);
  expect(second.headers.get("Location")).toBe(link);
});

it("pay on an invoice that was voided meanwhile: back to it, where it says so, signed in or not", async () => {
  const link = await linkOfFirstInvoice();
  const { id, orgId } = town.system.db.select().from(invoices).get()!;
  town.stripe.voidInvoice(id);
  const { status, html } = await browserIn(town).post(`${link}/pay`, {});
  expect(status).toBe(200);
  expect(html).toContain("This invoice was cancelled");
  town.system.db.update(memberships).set({ orgId: orgId! }).where(eq(memberships.personId, town.ada.id)).run();
  const ada = await browserIn(town, { cookie: town.signIn(town.ada.id) }).post(`/o/${orgId}/billing/${id}/pay`, {});
  expect(ada.url).toBe(`/o/${orgId}/billing/${id}`);
  expect(ada.html).toContain("This invoice no longer needs to be paid");
});

it("Stripe not answering: a page that says so, and the invoice still there", async () => {
  const link = await linkOfFirstInvoice();
  town.stripe.faults.status(500, 100);
  const { status, html } = await browserIn(town).post(`${link}/pay`, {});
  expect(status).toBe(503);
  expect(html).toContain("Nothing was charged");
  expect(pageOf(html).link("Back to the invoice").href).toBe(link);
  expect((await browserIn(town).get(link)).status).toBe(200);
});
