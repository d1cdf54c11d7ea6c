import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireImport } from "../imports/access.ts";
import { csvResponse, safeCell } from "../http/csv.ts";
import { notFound } from "../http/respond.ts";
import { faultsColumn } from "../imports/import-columns.ts";
import { refusedPages } from "../imports/imports.ts";
import { lineFault } from "../imports/fault-words.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { importsText } from "../imports/text.ts";

export function loader(args: LoaderFunctionArgs) {
  const { staff, found } = requireImport(args);
  const { heads } = found;
  if (!heads) throw notFound();
  const text = textFor(localeOf(args.request), importsText);
  const name = text.staffImports.refusedFile(found.fileName.replace(/\.\w+$/, ""));
  const head = { name, header: [...heads, faultsColumn], delimiter: found.delimiter ?? "," };
  return csvResponse(head, refusedPages(staff, found.id), ({ cells, faults }) => {
    const own = heads.map((_, i) => cells?.[i] ?? "");
    const said = (faults ?? []).map((fault) => lineFault(fault, text)).join(" · ");
    return [...own, said, ...(cells ?? []).slice(heads.length)].map(safeCell);
  });
}
