import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireStaff, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { readForm, texts } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { sendAgain } from "../company/failed-mails.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { staffText } from "../staff/text.ts";

export function loader(args: LoaderFunctionArgs) {
  requireStaff(args);
  throw seeOther(paths.staffHealth());
}

/** Pressed twice it is sent once: what was taken up again has not failed any more. */
export async function action(args: ActionFunctionArgs) {
  const { portal } = args.context;
  const staff = requireStaff(args);
  const { staff: words } = textFor(localeOf(args.request), staffText);
  const form = await readForm(args.request, texts(["alike"]));
  const isForAll = form.status === "success" && form.value.alike === "yes";
  const to = sendAgain(staff, args.params.mail!, portal.now(), isForAll);
  if (to.length) portal.nudge();
  setFlash(systemFor(portal), staff.session, words.sentAgain(to));
  return seeOther(paths.staffHealth());
}
