import type { Text } from "../text/text.ts";
import { uniqueNames, type ZipEntry } from "./zip.ts";

type Found = {
  invoice: { id: string; number: string | null; issuedAt: number };
  found: { bytes: Uint8Array<ArrayBuffer>; filename: string } | { failure: "unavailable" | "none" };
};

/** ZIP's own dates begin with 1980. */
const earliest = Date.UTC(1980, 0, 2);

/**
 * PDFs as entries of a ZIP, and at its end a text that names those that could not be had, why, and where to go.
 * `urlOf` gives the place where an invoice's PDF can be tried again, `contact` where a person answers.
 */
export async function* invoiceEntries(
  pdfs: AsyncIterable<Found>,
  { billing, billingList: words }: Text,
  urls: { pdf: (id: string) => string; contact: string },
  now: number,
): AsyncGenerator<ZipEntry> {
  const unique = uniqueNames();
  const missing: string[] = [];
  for await (const { invoice, found } of pdfs) {
    if ("failure" in found) {
      const where = found.failure === "none" ? urls.contact : urls.pdf(invoice.id);
      missing.push(`${invoice.number ?? billing.unnumbered}: ${words.missing[found.failure]}\r\n${where}`);
      continue;
    }
    const lastModified = new Date(Math.max(invoice.issuedAt, earliest));
    yield { name: unique(found.filename), input: found.bytes, lastModified };
  }
  if (!missing.length) return;
  const input = [words.missing.lead, ...missing, ""].join("\r\n\r\n");
  yield { name: words.missingFile, input, lastModified: new Date(now) };
}
