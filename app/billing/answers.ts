import { pdfHeaders, pdfResponse, type PdfFile } from "./pdf-response.ts";
import { notFound, notPossible, seeOther, unavailable, type ErrorDetails } from "../http/respond.ts";
import type { RouteArgs } from "../sign-in/handles.ts";
import { askLimit } from "./ask-limit.ts";
import type { MayAsk, PaymentPage } from "./documents/interactive.ts";
import type { BillingText } from "./text.ts";

type Find = (mayAsk: MayAsk) => Promise<PdfFile | { failure: "unavailable" | "none" }>;
type Asker = Pick<RouteArgs, "request" | "context"> & {
  /** Who has Stripe asked, as limits know them. */
  who: string;
};

/**
 * A PDF, or a page that says why there is none, with the way back to `invoicePath`: 404 where none was made, 503 where
 * Stripe does not answer, 429 where `who` asks for too many. Looks twice: a file may be replaced after it was found. A HEAD
 * has nothing fetched.
 */
export function pdfAnswer(asker: Asker, find: Find, invoicePath: string, { billing }: BillingText): Promise<Response> {
  const back = { to: invoicePath, name: billing.backToInvoice };
  return answer(asker, find, { ...billing.pdfMissing, back }, { ...billing.pdfUnavailable, back });
}

/** The same for a credit note's. */
export function creditNotePdfAnswer(
  asker: Asker,
  find: Find,
  invoicePath: string,
  { invoice, billing }: BillingText,
): Promise<Response> {
  const back = { to: invoicePath, name: billing.backToInvoice };
  return answer(asker, find, { ...invoice.creditNotePdfMissing, back }, { ...invoice.creditNoteUnavailable, back });
}

async function answer(
  { request, context, who }: Asker,
  find: Find,
  missing: ErrorDetails,
  unreachable: ErrorDetails,
): Promise<Response> {
  const isHead = request.method === "HEAD";
  const mayAsk = isHead ? () => false : askLimit(context.portal, who, unreachable.back);
  for (let tries = 0; tries < 2; tries++) {
    const found = await find(mayAsk);
    if ("failure" in found && isHead && found.failure !== "none") return new Response(null, { headers: pdfHeaders });
    if ("failure" in found) throw found.failure === "none" ? notFound(missing) : unavailable(unreachable);
    const response = await pdfResponse(found);
    if (response) return response;
  }
  throw unavailable(unreachable);
}

/** On to Stripe's payment page; back to the invoice where nothing is to be paid; else a page that says why not. */
export function paymentAnswer(found: PaymentPage, invoicePath: string, { billing }: BillingText): Response {
  if ("url" in found) return seeOther(found.url, { "Cache-Control": "no-store" });
  if ("paid" in found || "over" in found) return seeOther(invoicePath, { "Cache-Control": "no-store" });
  const back = { to: invoicePath, name: billing.backToInvoice };
  throw "strange" in found
    ? notPossible({ ...billing.payStrange, back })
    : unavailable({ ...billing.payUnavailable, back });
}
