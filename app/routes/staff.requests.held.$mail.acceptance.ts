import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireHeldMail } from "../requests/desk-access.ts";
import { seeOther } from "../http/respond.ts";
import { acceptHeld } from "../requests/held-mails.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export function loader(args: LoaderFunctionArgs) {
  return seeOther(paths.heldMail(requireHeldMail(args).mail.id));
}

/** Puts a held mail's words into the thread, or into one of its own. */
export function action(args: ActionFunctionArgs) {
  const { staff, clerk, mail, now } = requireHeldMail(args);
  const { portal } = args.context;
  const requestId = acceptHeld(clerk, mail.id, portal.config, now);
  const { heldMails: words } = textFor(localeOf(args.request), requestsText);
  setFlash(systemFor(portal), staff.session, mail.request ? words.accepted : words.acceptedOpens);
  return seeOther(requestId ? paths.staffRequest(requestId) : paths.heldMail(mail.id));
}
