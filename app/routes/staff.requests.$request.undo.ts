import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyRequest } from "../requests/desk-access.ts";
import { readForm, texts } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { takeAnswerBack } from "../requests/leaving-answers.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export function loader(args: LoaderFunctionArgs) {
  return seeOther(paths.staffRequest(requireAnyRequest(args).request.id));
}

/** Takes an answer back that has not left. */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["answer"]));
  const { staff, request } = requireAnyRequest(args);
  const isUndone = form.status === "success" && takeAnswerBack(staff, form.value.answer ?? "");
  const { staffLeaving: words } = textFor(localeOf(args.request), requestsText);
  setFlash(systemFor(args.context.portal), staff.session, isUndone ? words.undone : words.tooLate);
  return seeOther(paths.staffRequest(request.id));
}
