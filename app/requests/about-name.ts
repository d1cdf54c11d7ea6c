import type { OrderKind } from "#db/schema/orders.ts";
import type { BillingText } from "../billing/text.ts";
import type { OrdersText } from "../orders/text.ts";

/** What an invoice or an order is called by. */
export type ItemName = { kind: "invoice"; number: string | null } | { kind: OrderKind; number: string };

/** What questions about a thing begin with: "Invoice INV-1042". */
export const aboutName = ({ billing, orders }: BillingText & OrdersText, { kind, number }: ItemName): string =>
  kind === "invoice" ? billing.invoice(number) : orders.name(kind, number);
