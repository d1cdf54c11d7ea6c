import type { Text } from "../text/text.ts";
import { pdfResponse, type PdfFile } from "./pdf-response.ts";
import { notFound, seeOther, unavailable, type Fault } from "./respond.ts";

type Missing = { failure: "unavailable" | "none" };

/** A PDF, or a page that says why there is none: 404 where none was made, 503 where Stripe does not answer. */
export function pdfAnswer(found: PdfFile | Missing, { billing }: Text): Promise<Response> {
  return answer(found, billing.pdfMissing, billing.pdfUnavailable);
}

/** The same for a credit note's. */
export function creditNotePdfAnswer(found: PdfFile | Missing, { invoice }: Text): Promise<Response> {
  return answer(found, invoice.creditNotePdfMissing, invoice.creditNoteUnavailable);
}

function answer(found: PdfFile | Missing, missing: Fault, unreachable: Fault): Promise<Response> {
  if (!("failure" in found)) return pdfResponse(found);
  throw found.failure === "none" ? notFound(missing) : unavailable(unreachable);
}

/** On to Stripe's payment page; back to `invoicePath` where nothing is left to pay; 503 where Stripe does not answer. */
export function paymentAnswer(
  found: { url: string } | { paid: true } | { unavailable: true },
  invoicePath: string,
  { billing }: Text,
): Response {
  if ("url" in found) return seeOther(found.url, { "Cache-Control": "no-store" });
  if ("paid" in found) return seeOther(invoicePath, { "Cache-Control": "no-store" });
  throw unavailable(billing.payUnavailable);
}
