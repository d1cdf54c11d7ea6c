import { Hono } from "hono";
import { escape, page } from "../http/html.ts";
import type { Bindings } from "../http/serve.ts";
import { creditNotePdf } from "./objects/credit-note-pdf.ts";
import { invoicePdf } from "./objects/invoice-pdf.ts";
import { day, money } from "./money.ts";
import { failPayment, payInvoice } from "./paying.ts";
import { pdfUrl, isPdfLinkValid } from "./pdf-link.ts";
import type { Invoice } from "./wire.ts";
import { isFailure } from "./failure.ts";
import type { World } from "./world.ts";

/** What a customer's browser sees: the hosted invoice with its Pay form, and the PDF under an expiring address. */
export function pages(world: World): Hono<Bindings> {
  const app = new Hono<Bindings>();

  app.get("/i/:id", (c) => {
    const invoice = world.state.invoices.get(c.req.param("id"));
    return invoice ? c.html(hosted(world, invoice, c.req.query("said"))) : c.html(lost, 404);
  });

  app.post("/i/:id/pay", async (c) => {
    const id = c.req.param("id");
    const { outcome } = await c.req.parseBody();
    return c.redirect(`/i/${id}?said=${attempt(world, id, String(outcome))}`, 303);
  });

  app.get("/files/:id/pdf", (c) => {
    const id = c.req.param("id");
    const paper = isPdfLinkValid(world, id, Number(c.req.query("e")), c.req.query("s") ?? "") && paperOf(world, id);
    if (!paper) return c.body(DENIED, 403, { "content-type": "application/xml" });
    return c.body(new Uint8Array(paper.bytes), 200, {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${paper.name}.pdf"`,
    });
  });

  app.get("/receipts/:id", (c) => {
    const charge = world.state.charges.get(c.req.param("id"));
    if (!charge) return c.html(lost, 404);
    const amount = escape(money(charge.amount, charge.currency));
    return c.html(page("Receipt", `<h1>Receipt</h1><p>${amount} paid on ${day(charge.created)}</p>`));
  });

  return app;
}

function paperOf(world: World, id: string): { bytes: Buffer; name: string } | undefined {
  const invoice = world.state.invoices.get(id);
  if (invoice) {
    const bytes = invoicePdf(invoice, world.state.invoiceLines.get(id) ?? []);
    return { bytes, name: `Invoice-${invoice.number}` };
  }
  const note = world.state.creditNotes.get(id);
  return note && { bytes: creditNotePdf(note, world.state.invoices.get(note.invoice)), name: `Credit-${note.number}` };
}

function attempt(world: World, id: string, outcome: string): string {
  try {
    if (outcome === "decline") failPayment(world, id);
    else payInvoice(world, id);
    return outcome === "decline" ? "declined" : "paid";
  } catch (error) {
    if (isFailure(error)) return "declined";
    throw error;
  }
}

function hosted(world: World, invoice: Invoice, said: string | undefined): string {
  const lines = world.state.invoiceLines.get(invoice.id) ?? [];
  const amount = (minorUnits: number) => escape(money(minorUnits, invoice.currency));
  const rows = lines.map(
    (line) => `<tr><td>${escape(line.description ?? "")}</td><td class="number">${amount(line.amount)}</td></tr>`,
  );
  return page(
    `Invoice ${invoice.number ?? ""}`,
    `<p>${escape(invoice.account_name ?? "")}</p>
<h1>Invoice ${escape(invoice.number ?? "")}</h1>
${said === "declined" ? '<p role="alert"><strong>Your card was declined.</strong> Nothing was charged.</p>' : ""}
<p>${statusLine(invoice, amount)}</p>
<table>${rows.join("")}${taxRow(invoice, amount)}<tr><th>Total</th><th class="number">${amount(invoice.total)}</th></tr></table>
${invoice.status === "open" ? payForm(invoice, amount) : ""}
<p><a href="${escape(pdfUrl(world, invoice.id))}">Download PDF</a></p>
${said === "paid" ? wayBack : ""}`,
  );
}

/** Stripe's own page has no link back either: the portal opens it in a tab of its own where more is to be paid. */
const wayBack = "<p>Close this tab to pay the next invoice. If it’s your only tab, use your browser’s Back button.</p>";

function taxRow(invoice: Invoice, amount: (minorUnits: number) => string): string {
  const tax = invoice.total - invoice.subtotal;
  return tax === 0 ? "" : `<tr><td>Tax</td><td class="number">${amount(tax)}</td></tr>`;
}

function statusLine(invoice: Invoice, amount: (minorUnits: number) => string): string {
  if (invoice.status === "paid") return `Paid on ${day(invoice.status_transitions.paid_at)}`;
  if (invoice.status !== "open") return `This invoice is ${escape(String(invoice.status))}.`;
  const due = invoice.due_date ? `, due ${day(invoice.due_date)}` : "";
  return `${amount(invoice.amount_remaining)} to pay${due}`;
}

function payForm(invoice: Invoice, amount: (minorUnits: number) => string): string {
  const action = `/i/${invoice.id}/pay`;
  return `<form method="post" action="${action}"><button class="main" name="outcome" value="pay">Pay ${amount(invoice.amount_remaining)}</button></form>
<form method="post" action="${action}"><button name="outcome" value="decline">Pay with a card that is declined</button></form>`;
}

const DENIED =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
const lost = page("Not found", "<h1>There is nothing here</h1>");
