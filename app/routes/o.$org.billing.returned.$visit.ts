import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireFeature } from "../http/features.ts";
import { askLimit, memberAsking } from "../billing/ask-limit.ts";
import { changesInWords } from "../billing/customer-portal-answers.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { changesSince, endVisit } from "../billing/customer-portal-visits.ts";
import { paths } from "../paths.ts";
import { fetchAfterCustomerPortal } from "../billing/changes/customer-portal-return.ts";
import { formatFor } from "../text/format.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

/** The way back from Stripe's portal: looks at what changed there, says so once, and leads on to the page. */
export async function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const { portal } = args.context;
  const member = requireMember(args, "billing.read");
  const locale = localeOf(args.request);
  const text = textFor(locale, billingText);
  askLimit(portal, memberAsking(member), { to: paths.billing(member.orgId), name: text.billing.backToBilling })();
  const visit = endVisit(member, member.session.person.id, args.params.visit!, portal.now());
  if (!visit) throw notFound();
  if (visit.isFirst) {
    const isSeen = await fetchAfterCustomerPortal(portal, visit.customerId);
    portal.nudge();
    const sentence = changesInWords(changesSince(member, visit), isSeen, text, formatFor(locale));
    setFlash(systemFor(portal), member.session, sentence);
  }
  const page = visit.flow === "payment_method_update" ? paths.paymentMethods : paths.subscriptions;
  return seeOther(page(member.orgId), { "Cache-Control": "no-store" });
}
