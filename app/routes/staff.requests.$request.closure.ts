import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { systemFor } from "../auth/handles.ts";
import { setFlash } from "../auth/sessions.ts";
import { requireAnyRequest } from "../auth/staff-request.ts";
import { readForm, texts } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { setOpen } from "../models/requests-by-staff.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/text.ts";

export function loader(args: LoaderFunctionArgs) {
  return seeOther(paths.staffRequest(requireAnyRequest(args).request.id));
}

/** Closes a request without a word, or opens it again. */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["open"]));
  const { staff, clerk, request, now } = requireAnyRequest(args);
  const open = form.status === "success" ? form.value.open : undefined;
  if (open === "yes" || open === "no") {
    const { staffRequests: words } = textFor(localeOf(args.request));
    const { portal } = args.context;
    setOpen(clerk, request.id, open === "yes", portal.config, now);
    setFlash(systemFor(portal), staff.session, open === "yes" ? words.isOpen : words.isClosed);
  }
  return seeOther(paths.staffRequest(request.id));
}
