import type { Tenant } from "#db/tenant.ts";
import { findInvoiceSheets } from "../billing/invoice.ts";
import type { ItemKind } from "../sign-in/item-links.ts";
import { findWaitedFor } from "../orders/order-approvals.ts";
import { maskedInvoice, maskedOrder } from "./masked-record.ts";
import { findOrderSheets } from "../orders/order.ts";

/**
 * The record that an item link leads to, with everything its page shows; null where it is not there any more. `all`:
 * every line of it, every event. `now` is epoch milliseconds.
 */
export function findItemRecord(
  tenant: Tenant,
  { kind, itemId }: { kind: ItemKind; itemId: string },
  now: number,
  { all = false } = {},
) {
  if (kind === "order") {
    const order = findOrderSheets(tenant, itemId, now, { allEvents: all });
    if (!order) return null;
    return {
      kind,
      order: maskedOrder(order),
      asked: findWaitedFor(tenant, order),
      name: { kind: order.kind, number: order.reference },
    };
  }
  const invoice = findInvoiceSheets(tenant, itemId, now, { allLines: all });
  return invoice && { kind, invoice: maskedInvoice(invoice), name: { kind, number: invoice.number } };
}

export type ItemRecord = NonNullable<ReturnType<typeof findItemRecord>>;
