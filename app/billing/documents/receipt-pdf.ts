import contentDisposition from "content-disposition";
import { notFound, tooMany } from "../../http/respond.ts";
import { systemFor, type RouteArgs } from "../../sign-in/handles.ts";
import { receiptsPerReader, take } from "../../sign-in/limits.ts";
import { localeOf } from "../../text/locale.ts";
import { textFor } from "../../text/words.ts";
import { drawApart } from "./printout-thread.ts";
import { filePart } from "./pdf-files.ts";
import { receiptPrintout, type Receipt } from "./receipt-printout.ts";
import { pdfHeaders } from "../pdf-response.ts";
import { billingText } from "../text.ts";

type Reader = Pick<RouteArgs, "request" | "context"> & {
  /** Who reads it, as limits know them. */
  who: string;
};

/**
 * A receipt as a PDF, made anew for everybody who asks. Throws 404 with the way `to` its page or its invoice's where it has letters
 * that our font has not, and 429 where `who` asks for too many. A HEAD has none made.
 */
export async function receiptPdf({ request, context, who }: Reader, receipt: Receipt, to: string): Promise<Response> {
  const { portal } = context;
  const locale = localeOf(request);
  if (request.method === "HEAD") return new Response(null, { headers: pdfHeaders });
  const now = portal.now();
  const { ok, retryAfterSeconds } = take(systemFor(portal), `receipts made for ${who}`, receiptsPerReader, now);
  if (!ok) throw tooMany(retryAfterSeconds);
  const { company } = portal.config;
  const bytes = await drawApart(receiptPrintout(receipt, { company, locale, now }));
  const { receipt: words } = textFor(locale, billingText);
  if (!bytes) throw notFound({ ...words.noPdf, back: { to, name: words.back } });
  const { invoice } = receipt;
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      ...pdfHeaders,
      "Content-Length": String(bytes.length),
      "Content-Disposition": contentDisposition(`Receipt-${filePart(invoice.number ?? invoice.id)}.pdf`, {
        type: "inline",
      }),
    },
  });
}
