import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireStaff } from "../sign-in/handles.ts";
import { requireFeature } from "../http/features.ts";
import { fileAnswer } from "../http/file-response.ts";
import { notFound } from "../http/respond.ts";
import { findStored } from "../files/file-store.ts";
import { findFileForStaff } from "../requests/message-files.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { portalText } from "../text/portal.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "requests");
  const file = findFileForStaff(requireStaff(args), args.params.file!);
  if (!file) throw notFound();
  const path = await findStored(args.context.portal.config, file);
  return fileAnswer(args.request, file, path, textFor(localeOf(args.request), portalText));
}
