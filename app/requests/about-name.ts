import type { InvoiceName } from "../billing/invoice-names.ts";
import type { OrderName } from "../orders/order-names.ts";
import type { BillingText } from "../billing/text.ts";
import type { OrdersText } from "../orders/text.ts";

/** What an invoice or an order is called by. */
export type ItemName = InvoiceName | OrderName;

/** What questions about a thing begin with: "Invoice INV-1042". */
export const aboutName = ({ billing, orders }: BillingText & OrdersText, { kind, number }: ItemName): string =>
  kind === "invoice" ? billing.invoice(number) : orders.name(kind, number);
