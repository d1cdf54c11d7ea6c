import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyRequest } from "../requests/desk-access.ts";
import { readSeen } from "../requests/answer-form.ts";
import { readForm, texts } from "../http/forms.ts";
import { misfit, seeOther } from "../http/respond.ts";
import { readJob } from "../requests/request-job.ts";
import { setOpen } from "../requests/requests-by-staff.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export function loader(args: LoaderFunctionArgs) {
  return seeOther(paths.staffRequest(requireAnyRequest(args).request.id));
}

/**
 * Closes a request without a word, or opens it again, and says what it was about where that was chosen; where somebody
 * has written in between, that is read first. Throws 422 where the form says anything else.
 */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["open", "seen", "job"]));
  const { staff, clerk, request, now } = requireAnyRequest(args);
  const { open, seen, job } = form.status === "success" ? form.value : {};
  const asked = { open: open === "yes", seen: readSeen(seen), job: readJob(job) };
  if ((!asked.open && open !== "no") || (job && !asked.job)) throw misfit();
  const { portal } = args.context;
  const { staffRequests: words, staffJob } = textFor(localeOf(args.request), requestsText);
  const outcome = setOpen(clerk, request.id, asked, portal.config, now);
  const isOnlyJob = request.open === asked.open && asked.job;
  const done = isOnlyJob ? staffJob.saved(isOnlyJob) : asked.open ? words.isOpen : words.isClosed;
  const said = outcome === "overtaken" ? words.notYetClosed : done;
  setFlash(systemFor(portal), staff.session, said);
  return seeOther(paths.staffRequest(request.id));
}
