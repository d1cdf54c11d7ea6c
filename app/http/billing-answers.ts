import type { Text } from "../text/text.ts";
import { pdfResponse, type PdfFile } from "./pdf-response.ts";
import { notFound, seeOther, unavailable } from "./respond.ts";

/** A PDF, or a page that says why there is none: 404 where none was made, 503 where Stripe does not answer. */
export function pdfAnswer(found: PdfFile | { failure: "unavailable" | "none" }, { billing }: Text): Promise<Response> {
  if (!("failure" in found)) return pdfResponse(found);
  if (found.failure === "none") throw notFound(billing.pdfMissing);
  throw unavailable(billing.pdfUnavailable);
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
