import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "../sign-in/handles.ts";
import { requireFeature } from "../http/features.ts";
import { fileAnswer } from "../http/file-response.ts";
import { notFound } from "../http/respond.ts";
import { findStored } from "../files/file-store.ts";
import { findFile } from "../requests/message-files.ts";
import { findReadable } from "../requests/request-readers.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { portalText } from "../text/portal.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "requests");
  const member = requireMember(args, "requests.own");
  const reader = { personId: member.session.person.id, role: member.role };
  const request = findReadable(member, reader, args.params.request!);
  const file = request && findFile(member, request.id, args.params.file!);
  if (!file) throw notFound();
  const path = await findStored(args.context.portal.config, file);
  return fileAnswer(args.request, file, path, textFor(localeOf(args.request), portalText));
}
