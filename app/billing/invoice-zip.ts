import type { Paper } from "./document-list.ts";
import { uniqueNames, type ZipEntry } from "../http/zip.ts";
import type { BillingText } from "./text.ts";

type Found = {
  paper: Paper;
  found: { bytes: Uint8Array<ArrayBuffer>; filename: string } | { failure: "unavailable" | "none" };
};

/** ZIP's own dates begin with 1980. */
const earliest = Date.UTC(1980, 0, 2);

/**
 * PDFs as entries of a ZIP, and at its end a text that names those that could not be had, why, and where to go.
 * `urls.pdf` gives the place where a PDF can be tried again, `urls.contact` where a person answers.
 */
export async function* invoiceEntries(
  pdfs: AsyncIterable<Found>,
  { billing, billingList: words }: BillingText,
  urls: { pdf: (paper: Paper) => string; contact: string },
  now: number,
): AsyncGenerator<ZipEntry> {
  const unique = uniqueNames();
  const missing: string[] = [];
  for await (const { paper, found } of pdfs) {
    if ("failure" in found) {
      const where = found.failure === "none" ? urls.contact : urls.pdf(paper);
      missing.push(`${paper.number ?? billing.unnumbered}: ${words.missing[found.failure]}\r\n${where}`);
      continue;
    }
    const lastModified = new Date(Math.max(paper.issuedAt, earliest));
    yield { name: unique(found.filename), input: found.bytes, lastModified };
  }
  if (!missing.length) return;
  const input = [words.missing.lead, ...missing, ""].join("\r\n\r\n");
  yield { name: words.missingFile, input, lastModified: new Date(now) };
}
