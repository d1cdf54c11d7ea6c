import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyRequest } from "../requests/desk-access.ts";
import { readFields } from "../http/forms.ts";
import { misfit, seeOther } from "../http/respond.ts";
import { tagRequest } from "../requests/tags.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export function loader(args: LoaderFunctionArgs) {
  return seeOther(paths.staffRequest(requireAnyRequest(args).request.id));
}

/** Gives a request the tags that were ticked. Throws 422 where one is none of the company's. */
export async function action(args: ActionFunctionArgs) {
  const { fields } = await readFields(args.request);
  const { staff, clerk, request, now } = requireAnyRequest(args);
  if (!tagRequest(clerk, request.id, fields.getAll("tag").map(String), now)) throw misfit();
  setFlash(
    systemFor(args.context.portal),
    staff.session,
    textFor(localeOf(args.request), requestsText).staffSort.tagged,
  );
  return seeOther(paths.staffRequest(request.id));
}
