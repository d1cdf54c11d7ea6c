import { pdfUrl } from "./pdf-link.ts";
import type { Invoice, StripeObject } from "./wire.ts";
import type { World } from "./world.ts";

/** An object as it leaves the server: invoices and credit notes carry a fresh PDF address each time they are read. */
export function presented<T extends StripeObject>(world: World, object: T): T {
  if (object.object === "credit_note") return { ...object, pdf: pdfUrl(world, object.id) };
  const hasPdf = object.object === "invoice" && (object as unknown as Invoice).invoice_pdf;
  return hasPdf ? { ...object, invoice_pdf: pdfUrl(world, object.id) } : object;
}
