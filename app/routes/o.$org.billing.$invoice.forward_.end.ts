import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { endForward } from "../billing/forward.ts";
import { requireForwarding } from "../billing/forwarding.ts";
import { billingText } from "../billing/text.ts";
import { readForm, texts } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export function loader(args: LoaderFunctionArgs) {
  const { member, invoice } = requireForwarding(args);
  return seeOther(paths.invoice(member.orgId, invoice.id));
}

/** Ends what an address was forwarded of an invoice. */
export async function action(args: ActionFunctionArgs) {
  const { member, invoice } = requireForwarding(args);
  const { portal } = args.context;
  const form = await readForm(args.request, texts(["email"]));
  const { email = "" } = form.status === "success" ? form.value : {};
  const { forward } = textFor(localeOf(args.request), billingText);
  if (endForward(member, invoice, email, member.session.person, portal.now()))
    setFlash(systemFor(portal), member.session, forward.ended(email));
  return seeOther(paths.invoice(member.orgId, invoice.id));
}
