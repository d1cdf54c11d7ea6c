import contentDisposition from "content-disposition";
import { stringify } from "csv-stringify/sync";
import { unbrokenLine } from "../text/clean.ts";

export const byteOrderMark = "\ufeff";

/**
 * A text that no spreadsheet takes for a formula, on one line: an apostrophe goes before = + - @ at its start, and
 * after a separator too, as a spreadsheet that splits by another separator starts a cell there
 * (https://owasp.org/www-community/attacks/CSV_Injection). Spaces and quotes before them hide nothing.
 */
export function safeCell(text: string): string {
  return unbrokenLine(text).replace(/(^|[;,|])(?=[\s"'\p{Cf}]*[=+\-@＝＋－＠])/gu, "$1'");
}

/** Lines of CSV as spreadsheets want them. Give texts through `safeCell`; numbers, dates and URLs of ours as they are. */
export function csvLines(rows: readonly (readonly string[])[], delimiter = ","): string {
  return stringify(rows as string[][], { delimiter, record_delimiter: "windows" });
}

type CsvFile = { name: string; header: readonly string[]; delimiter: string };

/** A CSV file that is made while it is read, a page of records at a time; `row` gives a record's cells. */
export function csvResponse<T>(
  { name, header, delimiter }: CsvFile,
  pages: Iterator<T[], void>,
  row: (record: T) => string[],
): Response {
  const isTabs = delimiter === "\t";
  const encoder = new TextEncoder();
  let begun = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (!begun) {
          begun = true;
          return controller.enqueue(encoder.encode(byteOrderMark + csvLines([header.map(safeCell)], delimiter)));
        }
        const { value } = pages.next();
        if (!value) return controller.close();
        controller.enqueue(encoder.encode(csvLines(value.map(row), delimiter)));
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      "Content-Type": `${isTabs ? "text/tab-separated-values" : "text/csv"}; charset=utf-8`,
      "Content-Disposition": contentDisposition(`${name}.${isTabs ? "tsv" : "csv"}`),
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
