import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { systemFor } from "../auth/handles.ts";
import { requireRequest } from "../auth/member-requests.ts";
import { setFlash } from "../auth/sessions.ts";
import { seeOther } from "../http/respond.ts";
import { reopenRequest } from "../models/requests-write.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/text.ts";

export function loader(args: LoaderFunctionArgs) {
  const { member, request } = requireRequest(args);
  return seeOther(paths.request(member.orgId, request.id));
}

export function action(args: ActionFunctionArgs) {
  const { member, author, request, now } = requireRequest(args);
  reopenRequest(member, request, author, now);
  setFlash(systemFor(args.context.portal), member.session, textFor(localeOf(args.request)).requests.isReopened);
  return seeOther(paths.request(member.orgId, request.id));
}
