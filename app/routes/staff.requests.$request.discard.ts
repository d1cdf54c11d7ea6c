import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { readForm, texts } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { requireAnyRequest } from "../requests/desk-access.ts";
import { discardStopped } from "../requests/leaving-answers.ts";
import { dropWaiting } from "../requests/message-files.ts";
import { requestsText } from "../requests/text.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export function loader(args: LoaderFunctionArgs) {
  return seeOther(paths.staffRequest(requireAnyRequest(args).request.id));
}

/** Throws an answer away that was taken back or could not go, with its files. */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["answer"]));
  const { staff, request } = requireAnyRequest(args);
  const { portal } = args.context;
  const draft = form.status === "success" && discardStopped(staff, form.value.answer ?? "");
  if (draft) await dropWaiting(portal.config, staff, draft, []);
  const { staffLeaving: words } = textFor(localeOf(args.request), requestsText);
  setFlash(systemFor(portal), staff.session, words.discarded);
  return seeOther(paths.staffRequest(request.id));
}
