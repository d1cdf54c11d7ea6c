import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { systemFor } from "../auth/handles.ts";
import { requireRequest } from "../auth/member-requests.ts";
import { setFlash } from "../auth/sessions.ts";
import { readForm, texts } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { letIn } from "../models/request-copies.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/text.ts";

export function loader(args: LoaderFunctionArgs) {
  const { member, request } = requireRequest(args);
  return seeOther(paths.request(member.orgId, request.id));
}

/** Lets a colleague who was in copy onto the thread. */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["email"]));
  const { member, author, request, now } = requireRequest(args);
  const email = form.status === "success" ? (form.value.email ?? "") : "";
  const name = letIn(member, request, email, author.email, now);
  const { requests: words } = textFor(localeOf(args.request));
  if (name) setFlash(systemFor(args.context.portal), member.session, words.isLetIn(name));
  return seeOther(paths.request(member.orgId, request.id));
}
