import type Stripe from "stripe";
import { customerNamed } from "./customers.ts";
import { addLines, theInvoice } from "./invoices.ts";
import type { LineInput } from "./invoice-lines.ts";
import { need } from "../params.ts";
import { post, type Route } from "../routing.ts";
import type { InvoiceLine, Wire } from "../wire.ts";

type InvoiceItem = Wire<Stripe.InvoiceItem>;

const FIELDS = [
  "customer",
  "invoice",
  "amount",
  "currency",
  "description",
  "quantity",
  "unit_amount_decimal",
  "pricing",
  "period",
  "metadata",
  "discountable",
];

/** An item of a draft; items that wait for a later invoice are not made here. */
export const invoiceItems: Route[] = [
  post("/v1/invoiceitems", FIELDS, ({ world, params }) => {
    const customer = customerNamed(world, need(params.customer, "customer"));
    const invoice = theInvoice(world, need(params.invoice, "invoice"));
    addLines(world, invoice.id, [params as LineInput]);
    return itemOf(world.state.invoiceLines.get(invoice.id)!.at(-1)!, customer.id, invoice.created);
  }),
];

function itemOf(line: InvoiceLine, customer: string, date: number): InvoiceItem {
  return {
    id: line.parent!.invoice_item_details!.invoice_item,
    object: "invoiceitem",
    amount: line.amount,
    currency: line.currency,
    customer,
    customer_account: null,
    date,
    description: line.description,
    discountable: line.discountable,
    discounts: [],
    invoice: line.invoice,
    livemode: line.livemode,
    metadata: line.metadata,
    parent: null,
    period: line.period,
    pricing: line.pricing,
    proration: false,
    quantity: line.quantity ?? 1,
    quantity_decimal: line.quantity_decimal ?? "1",
    tax_rates: [],
    test_clock: null,
  };
}
