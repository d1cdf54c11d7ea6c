import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "../sign-in/handles.ts";
import { csvResponse } from "../http/csv.ts";
import { csvDialectOf } from "../http/csv-dialect.ts";
import { requireFeature } from "../http/features.ts";
import { invoiceRow } from "../billing/invoice-csv.ts";
import { readFilter } from "../billing/invoice-filter.ts";
import { invoicePages } from "../billing/invoices.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const { config, now } = args.context.portal;
  const text = textFor(localeOf(args.request), billingText);
  const filter = readFilter(new URL(args.request.url).searchParams);
  const dialect = csvDialectOf(args.request);
  const { file, columns } = text.billingList;
  const name = file(config.company.name, filter.year);
  const head = { name, header: Object.values(columns), delimiter: dialect.delimiter };
  return csvResponse(head, invoicePages(member, now(), filter), (invoice) =>
    invoiceRow(invoice, { pdf: config.appUrl + paths.invoicePdf(member.orgId, invoice.id), dialect, text }),
  );
}
