import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireHeldMail } from "../requests/desk-access.ts";
import { readForm, texts } from "../http/forms.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { letSenderIn } from "../requests/held-senders.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export function loader(args: LoaderFunctionArgs) {
  return seeOther(paths.heldMail(requireHeldMail(args).mail.id));
}

/** Lets a held mail's sender in for good, as another address of somebody's. */
export async function action(args: ActionFunctionArgs) {
  const { staff, clerk, mail, now } = requireHeldMail(args);
  const { portal } = args.context;
  const form = await readForm(args.request, texts(["person", "org"]));
  const { person: personId = "", org: orgId = "" } = form.status === "success" ? form.value : {};
  const done = letSenderIn(clerk, mail.id, { personId, orgId }, portal.config, now);
  if (!done) throw notFound();
  const { heldMails: words } = textFor(localeOf(args.request), requestsText);
  const isRefused = "refusal" in done;
  const said = isRefused ? words.refusals[done.refusal] : words.isLetIn;
  setFlash(systemFor(portal), staff.session, said(mail.fromEmail));
  return seeOther(isRefused ? paths.heldMail(mail.id) : paths.staffRequest(done.requestId));
}
