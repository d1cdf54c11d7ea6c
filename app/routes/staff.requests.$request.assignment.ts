import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyRequest } from "../requests/desk-access.ts";
import { readForm, texts } from "../http/forms.ts";
import { misfit, seeOther } from "../http/respond.ts";
import { assignRequest } from "../requests/requests-by-staff.ts";
import { listColleagues } from "../company/staff-people.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export function loader(args: LoaderFunctionArgs) {
  return seeOther(paths.staffRequest(requireAnyRequest(args).request.id));
}

/** Gives a request to somebody of the staff, or to nobody in particular. Throws 422 where the form names anybody else. */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["to"]));
  const { staff, clerk, request, now } = requireAnyRequest(args);
  const { portal } = args.context;
  if (form.status !== "success") throw misfit();
  const to = form.value.to || null;
  const colleague = listColleagues(staff, portal.config).find(({ email }) => email === to);
  // Whoever has it may be nobody's colleague any more.
  if (to !== null && !colleague && to !== request.assignedTo) throw misfit();
  const { staffRequests: words } = textFor(localeOf(args.request), requestsText);
  assignRequest(clerk, request.id, to, now);
  const taker = colleague ? (colleague.name ?? colleague.email) : to;
  setFlash(systemFor(portal), staff.session, to === staff.email ? words.taken : words.assigned(taker));
  return seeOther(paths.staffRequest(request.id));
}
