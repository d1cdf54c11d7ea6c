import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { requireMember, type RouteArgs } from "../sign-in/handles.ts";
import { findInvoice } from "./invoice.ts";

/** The invoice of the URL, and who forwards it. Throws 403 or 404 where somebody may not. */
export function requireForwarding(args: RouteArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.pay");
  const invoice = findInvoice(member, args.params.invoice!, args.context.portal.now());
  if (!invoice) throw notFound();
  return { member, invoice };
}
