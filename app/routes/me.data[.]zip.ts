import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { note } from "../company/audit-log.ts";
import { ownArchive } from "../exports/own-archive.ts";
import { exportsText } from "../exports/text.ts";
import { seeOther, tooMany } from "../http/respond.ts";
import { zipResponse } from "../http/zip.ts";
import { mailKinds } from "../mails.ts";
import { paths } from "../paths.ts";
import { requirePerson, requireSudo, systemFor } from "../sign-in/handles.ts";
import { ownDataPerPerson, take } from "../sign-in/limits.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export function loader(args: LoaderFunctionArgs) {
  requirePerson(args);
  return seeOther(paths.ownData());
}

export function action(args: ActionFunctionArgs) {
  const self = requireSudo(args, paths.ownData());
  const { portal } = args.context;
  const system = systemFor(portal);
  const { ownData } = textFor(localeOf(args.request), exportsText);
  const { id, email } = self.session.person;
  const { ok, retryAfterSeconds } = take(system, `own data of ${id}`, ownDataPerPerson, portal.now());
  if (!ok) throw tooMany(retryAfterSeconds, { message: ownData.tooMany, again: paths.ownData() });
  note(system, { kind: "person", name: email, personId: id }, { action: "person.data-taken" }, portal.now());
  return zipResponse(args.request, ownData.file(portal.config.company.name), ownArchive(args, self, mailKinds));
}
