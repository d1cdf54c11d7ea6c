import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAskedMail } from "../requests/asked-mail-access.ts";
import { readForm, texts } from "../http/forms.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { chooseCustomer } from "../requests/customer-choice.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export const loader = ({ params }: LoaderFunctionArgs) => seeOther(paths.askedMail(params.mail!));

/** Says which customer one's own mail is for: it opens a request there. */
export async function action(args: ActionFunctionArgs) {
  const { self, system, mail, now } = requireAskedMail(args);
  const form = await readForm(args.request, texts(["org"]));
  const { org = "" } = form.status === "success" ? form.value : {};
  const { email } = self.session.person;
  const place = chooseCustomer(system, { email, id: mail.id, org }, args.context.portal.config, now);
  if (!place) throw notFound();
  setFlash(system, self.session, textFor(localeOf(args.request), requestsText).askedMail.chosen);
  return seeOther(paths.request(place.orgId, place.requestId));
}
