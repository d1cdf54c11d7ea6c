import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { systemFor } from "../auth/handles.ts";
import { setFlash } from "../auth/sessions.ts";
import { requireHeldMail } from "../auth/staff-request.ts";
import { seeOther } from "../http/respond.ts";
import { acceptHeld } from "../models/held-mails.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/text.ts";

export function loader(args: LoaderFunctionArgs) {
  return seeOther(paths.heldMail(requireHeldMail(args).mail.id));
}

/** Puts a held mail's words into the thread. */
export function action(args: ActionFunctionArgs) {
  const { staff, clerk, mail, now } = requireHeldMail(args);
  const { portal } = args.context;
  const requestId = acceptHeld(clerk, mail.id, portal.config, now);
  setFlash(systemFor(portal), staff.session, textFor(localeOf(args.request)).heldMails.accepted);
  return seeOther(requestId ? paths.staffRequest(requestId) : paths.heldMail(mail.id));
}
