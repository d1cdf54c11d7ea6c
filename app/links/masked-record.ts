import { masked } from "../http/masked.ts";
import type { findInvoiceSheets } from "../billing/invoice.ts";
import type { findOrderSheets } from "../orders/order.ts";

type Invoice = NonNullable<ReturnType<typeof findInvoiceSheets>>;
type Order = NonNullable<ReturnType<typeof findOrderSheets>>;

const maskedIfAddress = (name: string) => (name.includes("@") ? masked(name) : name);

/** "DE•••789": its holder recognizes it. */
const maskedNumber = (number: string) => `${number.slice(0, 2)}•••${number.length > 7 ? number.slice(-3) : ""}`;

/** An invoice as whoever was forwarded its link may see it: for whom it is, but no tax number and no street. */
export function maskedInvoice<One extends Pick<Invoice, "papers">>(invoice: One): One {
  const { billedTo } = invoice.papers;
  const name = billedTo.name && maskedIfAddress(billedTo.name);
  const taxIds = billedTo.taxIds.map(maskedNumber);
  return { ...invoice, papers: { ...invoice.papers, billedTo: { ...billedTo, name, address: [], taxIds } } };
}

/** The same of an order: to which town it goes, but no street; and of who answered no more than its own people need. */
export function maskedOrder(order: Order): Order {
  const { deliverTo } = order;
  const history = order.history.map((entry) => {
    const by = entry.answer?.by;
    return entry.answer && by
      ? { ...entry, answer: { ...entry.answer, by: { ...by, email: masked(by.email) } } }
      : entry;
  });
  return { ...order, history, deliverTo: deliverTo && { ...deliverTo, line1: null, line2: null, postalCode: null } };
}
