import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { stopClosing } from "../team/closing.ts";
import { requireCloser } from "../team/closing-access.ts";
import { teamText } from "../team/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export const loader = (args: LoaderFunctionArgs) => seeOther(paths.closing(requireCloser(args).member.orgId));

export function action(args: ActionFunctionArgs) {
  const { member, actor, now } = requireCloser(args);
  const system = systemFor(args.context.portal);
  const { closing } = textFor(localeOf(args.request), teamText);
  if (!stopClosing(system, member, actor, now)) return seeOther(paths.closing(member.orgId));
  setFlash(system, member.session, closing.stopped);
  return seeOther(paths.team(member.orgId));
}
