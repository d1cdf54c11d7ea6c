import { addLines, createInvoice, deleteInvoice, finalizeInvoice, markUncollectible } from "./invoices.ts";
import { sendInvoice, theInvoice, updateInvoice, voidInvoice, type InvoiceInput } from "./invoices.ts";
import { lineInputs } from "./invoice-lines.ts";
import { flag, text } from "./params.ts";
import { newestFirst, paged, within } from "./paging.ts";
import { payInvoice } from "./paying.ts";
import { get, lists, post, remove, type Route } from "./routing.ts";

const FIELDS = [
  "auto_advance",
  "collection_method",
  "days_until_due",
  "due_date",
  "default_payment_method",
  "description",
  "footer",
  "metadata",
  "number",
];
const FILTERS = ["customer", "status", "subscription", "collection_method", "created", "due_date"];

export const invoices: Route[] = [
  lists("/v1/invoices", FILTERS, ({ world, params }) => {
    const [customer, status, subscription, method] = FILTERS.map((name) => text(params[name] as string));
    const inWindow = within(params.created);
    const isDue = within(params.due_date, "due_date");
    const found = [...world.state.invoices.values()].filter(
      (invoice) =>
        (!customer || invoice.customer === customer) &&
        (!status || invoice.status === status) &&
        (!subscription || invoice.parent?.subscription_details?.subscription === subscription) &&
        (!method || invoice.collection_method === method) &&
        inWindow(invoice.created) &&
        isDue(invoice.due_date),
    );
    return paged(newestFirst(found), params, "/v1/invoices");
  }),
  post("/v1/invoices", [...FIELDS, "customer", "currency", "subscription"], ({ world, params }) =>
    createInvoice(world, params as InvoiceInput),
  ),
  get("/v1/invoices/:id", ({ world, id }) => theInvoice(world, id)),
  post("/v1/invoices/:id", FIELDS, ({ world, params, id }) => updateInvoice(world, id, params)),
  remove("/v1/invoices/:id", ({ world, id }) => deleteInvoice(world, id)),
  lists("/v1/invoices/:id/lines", [], ({ world, params, id }) => {
    theInvoice(world, id);
    return paged(world.state.invoiceLines.get(id)!, params, `/v1/invoices/${id}/lines`);
  }),
  post("/v1/invoices/:id/add_lines", ["lines"], ({ world, params, id }) =>
    addLines(world, id, lineInputs(params.lines)),
  ),
  post("/v1/invoices/:id/finalize", [], ({ world, id }) => finalizeInvoice(world, id)),
  post("/v1/invoices/:id/send", [], ({ world, id }) => sendInvoice(world, id)),
  post("/v1/invoices/:id/void", [], ({ world, id }) => voidInvoice(world, id)),
  post("/v1/invoices/:id/mark_uncollectible", [], ({ world, id }) => markUncollectible(world, id)),
  post("/v1/invoices/:id/pay", ["payment_method", "paid_out_of_band", "off_session"], ({ world, params, id }) =>
    payInvoice(world, id, {
      payment_method: text(params.payment_method) ?? undefined,
      paid_out_of_band: flag(params.paid_out_of_band, "paid_out_of_band"),
    }),
  ),
];
