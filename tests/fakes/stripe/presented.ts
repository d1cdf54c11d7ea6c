import { pdfUrl } from "./pdf-link.ts";
import type { Invoice, StripeObject } from "./wire.ts";
import type { World } from "./world.ts";

/** A copy as it leaves the server: invoices and credit notes carry a fresh PDF address each time they are read. */
export function presented<T extends StripeObject>(world: World, object: T): T {
  const copy = structuredClone(object);
  return Object.assign(copy, freshPdf(world, object));
}

function freshPdf(world: World, object: StripeObject) {
  if (object.object === "credit_note") return { pdf: pdfUrl(world, object.id) };
  if (object.object !== "invoice" || !(object as Invoice).invoice_pdf) return {};
  return { invoice_pdf: pdfUrl(world, object.id) };
}
