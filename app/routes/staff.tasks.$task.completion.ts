import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireStaff, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { seeOther } from "../http/respond.ts";
import { tickOff } from "../company/staff-tasks.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { staffText } from "../staff/text.ts";

export function loader(args: LoaderFunctionArgs) {
  requireStaff(args);
  throw seeOther(paths.staff());
}

/** Pressed by two at once it is done once, and both come back to what is left. */
export function action(args: ActionFunctionArgs) {
  const { portal } = args.context;
  const staff = requireStaff(args);
  const { staff: words } = textFor(localeOf(args.request), staffText);
  const done = tickOff(staff, Number(args.params.task) || 0, portal.now());
  setFlash(systemFor(portal), staff.session, done ? words.tickedOff(done.detail) : words.tickedOffBefore);
  return seeOther(paths.staff());
}
