import type { LoaderFunctionArgs } from "@remix-run/node";
import { dueDayOf } from "../billing/due-day.ts";
import { findInvoice } from "../billing/invoice.ts";
import { calendarResponse } from "../http/calendar-response.ts";
import { requireFeature } from "../http/features.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { requireMember } from "../sign-in/handles.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const invoice = findInvoice(member, args.params.invoice!, args.context.portal.now());
  if (!invoice) throw notFound();
  const page = paths.invoice(member.orgId, invoice.id);
  const day = dueDayOf(args, invoice, page);
  if (!day) throw seeOther(page);
  return calendarResponse(invoice.number ?? invoice.id, day);
}
