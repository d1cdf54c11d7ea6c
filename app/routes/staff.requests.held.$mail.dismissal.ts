import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireHeldMail } from "../requests/desk-access.ts";
import { seeOther } from "../http/respond.ts";
import { dismissHeld } from "../requests/held-mails.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export function loader(args: LoaderFunctionArgs) {
  return seeOther(paths.heldMail(requireHeldMail(args).mail.id));
}

/** Takes a held mail out of the queue; it can be accepted later. */
export function action(args: ActionFunctionArgs) {
  const { staff, clerk, mail, now } = requireHeldMail(args);
  const { portal } = args.context;
  dismissHeld(clerk, mail.id, portal.config, now);
  if (mail.decision === null)
    setFlash(systemFor(portal), staff.session, textFor(localeOf(args.request), requestsText).heldMails.dismissed);
  return seeOther(mail.kind === "accepted" ? paths.heldMail(mail.id) : paths.heldMails(mail.kind));
}
