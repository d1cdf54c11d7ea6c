import { addLines, createInvoice, deleteInvoice, finalizeInvoice, markUncollectible } from "./invoices.ts";
import { sendInvoice, theInvoice, updateInvoice, voidInvoice, type InvoiceInput } from "./invoices.ts";
import { lineInputs } from "./invoice-lines.ts";
import { flag, text } from "../params.ts";
import { paged, pageOf, within } from "../paging.ts";
import { payInvoice } from "../paying.ts";
import { get, lists, post, remove, type Route } from "../routing.ts";

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
    const [status, method] = [text(params.status), text(params.collection_method)];
    const isDue = within(params.due_date, "due_date");
    return pageOf(
      world.state.invoices,
      params,
      "/v1/invoices",
      (invoice) =>
        (!status || invoice.status === status) &&
        (!method || invoice.collection_method === method) &&
        isDue(invoice.due_date),
    );
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
