import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember, systemFor } from "../sign-in/handles.ts";
import { limitMember, zipsPerPerson } from "../sign-in/limits.ts";
import { requireFeature } from "../http/features.ts";
import { invoiceEntries } from "../billing/invoice-zip.ts";
import { notFound } from "../http/respond.ts";
import { zipResponse } from "../http/zip.ts";
import { readYear } from "../billing/invoice-filter.ts";
import { listPapersOf, type Paper } from "../billing/document-list.ts";
import { paths } from "../paths.ts";
import { findPdfs } from "../billing/documents/interactive-pdfs.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const { request } = args;
  const { portal } = args.context;
  const { config } = portal;
  const now = portal.now();
  const text = textFor(localeOf(request), billingText);
  const year = readYear(new URL(request.url).searchParams.get("year"));
  const papers = year === null ? [] : listPapersOf(member, year);
  const back = { to: paths.billing(member.orgId), name: text.billing.backToBilling };
  if (!papers.length) throw notFound({ ...text.billingList.noSuchYear, back });
  if (request.method === "GET") limitMember(systemFor(portal), "zip", member, zipsPerPerson, now);
  const urls = {
    pdf: ({ id, invoiceId, isNote }: Paper) =>
      config.appUrl +
      (isNote ? paths.creditNotePdf(member.orgId, invoiceId, id) : paths.invoicePdf(member.orgId, invoiceId)),
    contact: config.appUrl + paths.contact(),
  };
  const entries = invoiceEntries(findPdfs(portal, member, papers), text, urls, now);
  return zipResponse(request, text.billingList.file(config.company.name, year), entries);
}
