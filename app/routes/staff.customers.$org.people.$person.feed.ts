import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { PersonId } from "#db/ids.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireCustomerTeam } from "../staff/customer-person.ts";
import { staffText } from "../staff/text.ts";
import { leaveToFeed } from "../team/members.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export function loader(args: LoaderFunctionArgs) {
  const { organization } = requireCustomerTeam(args);
  throw seeOther(paths.staffCustomer(organization.id));
}

/** Lets the feed decide again over somebody's membership, or its lack. */
export function action(args: ActionFunctionArgs) {
  const { staff, organization, tenant, by } = requireCustomerTeam(args);
  const { portal } = args.context;
  const isDone = leaveToFeed(tenant, args.params.person as PersonId, by, portal.now());
  const { staffCustomer: words } = textFor(localeOf(args.request), staffText);
  if (isDone) setFlash(systemFor(portal), staff.session, words.leftToFeed);
  return seeOther(paths.staffCustomer(organization.id));
}
