import { seeOther } from "../../http/respond.ts";
import { paths } from "../../paths.ts";
import { canonicalAddress } from "../../people/address.ts";
import { systemFor, type Member, type RouteArgs } from "../../sign-in/handles.ts";
import { setFlash } from "../../sign-in/sessions.ts";
import { localeOf } from "../../text/locale.ts";
import { textFor } from "../../text/words.ts";
import { billingText } from "../text.ts";
import { findPayables } from "./payables.ts";

/** The payables address that the URL names. Throws a redirect to the list of them, which says so where it isn't there. */
export function requirePayables(args: RouteArgs, member: Member) {
  const named = new URL(args.request.url).searchParams.get("email");
  const found = findPayables(member, canonicalAddress(named ?? "") ?? "");
  if (found) return found;
  const { billingMails } = textFor(localeOf(args.request), billingText);
  if (named) setFlash(systemFor(args.context.portal), member.session, billingMails.gone);
  throw seeOther(paths.billingMails(member.orgId));
}
