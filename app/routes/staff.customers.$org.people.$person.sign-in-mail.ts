import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { writeDown } from "../company/audit-log.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { askToSignIn } from "../sign-in/challenges.ts";
import { systemFor } from "../sign-in/handles.ts";
import { originOf } from "../sign-in/known-browser.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireCustomerTeam } from "../staff/customer-person.ts";
import { staffText } from "../staff/text.ts";
import { findMember } from "../team/members.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export function loader(args: LoaderFunctionArgs) {
  const { organization } = requireCustomerTeam(args);
  throw seeOther(paths.staffCustomer(organization.id));
}

/** Mails somebody of a customer's the link to sign in that they could ask for themselves. */
export async function action(args: ActionFunctionArgs) {
  const { staff, organization, tenant } = requireCustomerTeam(args);
  const { portal } = args.context;
  const person = findMember(tenant, args.params.person!);
  if (!person) throw notFound();
  const { email } = person;
  const by = originOf(args, staff.session);
  await askToSignIn(portal, { email, by, next: null, browser: portal.config.company.name, pending: null });
  writeDown(staff, { orgId: organization.id, action: "sign-in.mail-sent", subject: email }, portal.now());
  const { staffCustomer: words } = textFor(localeOf(args.request), staffText);
  setFlash(systemFor(portal), staff.session, words.signInMailSent(email));
  return seeOther(paths.staffCustomer(organization.id));
}
