import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { mailWorker, workers } from "#app/workers.ts";
import { setAttachPdf } from "#app/billing/billing-mail-settings.ts";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { sourceKey } from "#app/billing/documents/source-key.ts";
import { invoicePdfs, invoices } from "#db/schema/billing.ts";
import { outbox } from "#db/schema/mail.ts";
import { queueMail } from "#db/outbox.ts";
import { startPostmark } from "#tests/fakes/postmark/server.ts";
import { browserIn } from "#tests/http.ts";
import { addInvoice } from "#tests/rows.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";
import { openTown } from "#tests/world.ts";

const lines = [{ amount: 9600, description: "Stool" }];

describe("where the organization wants the PDF along", () => {
  let b: Billing;
  afterEach(() => b.end());

  async function begin({ wanted = true } = {}) {
    b = await openBilling({ env: { FOYER_MODE: "development", SMTP_URL: "" } });
    const customer = b.stripe.createCustomer({ name: "Acme GmbH" }).id;
    await b.sync();
    linkCustomer(b.system, customer, b.acme, b.now());
    setAttachPdf(b.system.within(b.acme), wanted, b.now());
    const { id } = b.stripe.openInvoice({ customer, lines, collection_method: "send_invoice", days_until_due: 14 });
    await b.sync();
    return id;
  }
  const arrived = () => listMails(b.dataDir).filter(({ kind, to }) => kind === "invoice-ready" && to === b.bo.email);
  const pdfRequests = () => b.stripe.requests.filter(({ path }) => path.includes("/pdf")).length;

  it("the mail brings it, fetched once for all who get it, and says so", async () => {
    const id = await begin();
    await b.drain([mailWorker]);
    expect(arrived()).toHaveLength(0);
    b.pass(2_000);
    await b.drain();
    const [mail] = arrived();
    const { number } = b.invoice(id)!;
    expect(mail!.attachments).toMatchObject([{ name: `Invoice-${number}.pdf`, contentType: "application/pdf" }]);
    const bytes = readFileSync(join(b.dataDir, "mailbox", mail!.attachments[0]!.file));
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(bytes.length).toBe(mail!.attachments[0]!.size);
    expect(mail!.text).toContain("The PDF is attached.");
    expect(mail!.text).toMatch(/^https?:\/\/\S+\/pdf$/m);
    expect(listMails(b.dataDir).filter(({ attachments }) => attachments.length === 1)).toHaveLength(3);
    expect(pdfRequests()).toBeLessThanOrEqual(1);
    const { html } = await browserIn(b).get("/dev/mail");
    expect(html).toContain(`Invoice-${number}.pdf`);
  });

  it("a file of an earlier state is not taken", async () => {
    const id = await begin();
    await b.drain(workers.filter((worker) => worker !== mailWorker));
    b.stripe.payInvoice(id);
    await b.sync();
    await b.drain([mailWorker]);
    expect(arrived()).toHaveLength(0);
    await b.drain();
    b.pass(20_000);
    await b.drain();
    expect(arrived()[0]).toMatchObject({ attachments: [{ contentType: "application/pdf" }] });
    expect(arrived()[0]!.subject).toMatch(/, paid$/);
  });

  it("while Stripe does not give it the mail waits a minute, then goes without and says where it is", async () => {
    await begin();
    b.stripe.faults.status(503, 10_000);
    let tries = 0;
    for (; !arrived().length; tries++) {
      expect(tries).toBeLessThan(60);
      b.pass(5_000);
      await b.drain();
    }
    expect(tries).toBeGreaterThan(5);
    const [mail] = arrived();
    expect(mail!.attachments).toEqual([]);
    expect(mail!.text).not.toContain("attached");
    const row = b.mails("invoice-ready").find(({ recipient }) => recipient === b.bo.email);
    expect(row).toMatchObject({ state: "sent", attempts: 7 });
    expect(b.logLines.join("")).not.toContain("mail could not be written");
  });

  it("a sign-in mail does not wait for it", async () => {
    await begin();
    b.stripe.faults.hang(10);
    const secret = { token: "t", code: "042917" };
    const props = { browser: "Firefox", askedAt: b.now(), codeMinutes: 10, linkMinutes: 15 };
    queueMail(b.system, { kind: "sign-in", recipient: b.ada.email, dedupeKey: "s", props, secret }, b.now());
    await b.drain([mailWorker]);
    expect(listMails(b.dataDir).map(({ kind }) => kind)).toEqual(["sign-in"]);
  });

  it("elsewhere the mail goes at once, without", async () => {
    await begin({ wanted: false });
    await b.drain([mailWorker]);
    expect(arrived()).toMatchObject([{ attachments: [] }]);
  });
});

/** A town whose only invoice has its file already, of so many bytes. */
function townWith(env: Record<string, string>, bytes: number) {
  const town = openTown({ STRIPE_SECRET_KEY: "sk_test_1", ...env });
  setAttachPdf(town.system.within(town.acme), true, town.now());
  const id = addInvoice(town, town.acme, { number: "INV-1042", pdfUrl: "https://files.example/1" });
  const content = Buffer.alloc(bytes, "%PDF-1.7 and what follows\n");
  mkdirSync(join(town.dataDir, "pdf"), { recursive: true });
  writeFileSync(join(town.dataDir, "pdf", "one.pdf"), content);
  const file = {
    path: "one.pdf",
    sha256: "",
    bytes,
    sourceKey: sourceKey(town.system.db.select().from(invoices).get()!),
  };
  town.system.db
    .insert(invoicePdfs)
    .values({ ...file, invoiceId: id, orgId: town.acme, fetchedAt: 0 })
    .run();
  for (const { email } of [town.ada, town.bo]) {
    const mail = {
      kind: "invoice-ready",
      recipient: email,
      dedupeKey: email,
      props: { invoiceId: id },
      orgId: town.acme,
    };
    queueMail(town.system, mail, town.now());
  }
  return { town, content };
}

describe("through Postmark", () => {
  it("goes as base64 with its name and type, each mail on its own", async () => {
    const postmark = await startPostmark({});
    const env = { POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.url, SMTP_URL: "" };
    const { town, content } = townWith(env, 300_000);
    await town.drain([mailWorker]);
    expect(postmark.sent.map(({ To }) => To).sort()).toEqual([town.ada.email, town.bo.email]);
    for (const { Attachments } of postmark.sent) {
      expect(Attachments).toMatchObject([{ Name: "Invoice-INV-1042.pdf", ContentType: "application/pdf" }]);
      expect(Buffer.from(Attachments![0]!.Content, "base64").equals(content)).toBe(true);
    }
    expect(postmark.requests.map(({ path }) => path)).toEqual(["/email", "/email"]);
    town.close();
    await postmark.close();
  });

  it("one of more than 3 MB stays on the page", async () => {
    const postmark = await startPostmark({});
    const env = { POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.url, SMTP_URL: "" };
    const { town } = townWith(env, 3 * 1024 * 1024 + 1);
    await town.drain([mailWorker]);
    expect(postmark.sent).toHaveLength(2);
    expect(postmark.sent.every(({ Attachments }) => Attachments === undefined)).toBe(true);
    expect(postmark.sent[0]!.TextBody).not.toContain("attached");
    expect(
      town.system.db
        .select()
        .from(outbox)
        .all()
        .every(({ state }) => state === "sent"),
    ).toBe(true);
    town.close();
    await postmark.close();
  });
});
