import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireHeldMail } from "../requests/desk-access.ts";
import { readForm, texts } from "../http/forms.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { openForwarded } from "../requests/held-forwarded.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export function loader(args: LoaderFunctionArgs) {
  return seeOther(paths.heldMail(requireHeldMail(args).mail.id));
}

/** Opens a request of the person whose mail one of the staff passed on. */
export async function action(args: ActionFunctionArgs) {
  const { staff, clerk, mail, now } = requireHeldMail(args);
  const { portal } = args.context;
  const form = await readForm(args.request, texts(["org"]));
  const { org = "" } = form.status === "success" ? form.value : {};
  const requestId = openForwarded(clerk, mail.id, org, portal.config, now);
  if (!requestId) throw notFound();
  const { heldMails: words } = textFor(localeOf(args.request), requestsText);
  setFlash(systemFor(portal), staff.session, words.acceptedOpens);
  return seeOther(paths.staffRequest(requestId));
}
