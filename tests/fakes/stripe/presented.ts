import { invoicePdfUrl } from "./pdf-link.ts";
import type { Invoice, StripeObject } from "./wire.ts";
import type { World } from "./world.ts";

/** A copy as it leaves the server: an invoice carries a fresh PDF address each time it is read. */
export function presented<T extends StripeObject>(world: World, object: T): T {
  const copy = structuredClone(object);
  if (copy.object === "invoice") freshenPdf(world, copy as unknown as Invoice);
  return copy;
}

function freshenPdf(world: World, invoice: Invoice) {
  if (invoice.invoice_pdf) invoice.invoice_pdf = invoicePdfUrl(world, invoice.id);
}
