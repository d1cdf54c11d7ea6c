import type { ItemName } from "../links/item-record.ts";
import type { Text } from "../text/text.ts";

/** What questions about a thing begin with: "Invoice INV-1042". */
export const aboutName = ({ billing, orders }: Text, { kind, number }: ItemName): string =>
  kind === "invoice" ? billing.invoice(number) : orders.name(kind, number);
