import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { listStaffAddresses } from "../mail/staff-addresses.ts";
import { requireExporter } from "../exports/access.ts";
import { organizationArchive } from "../exports/organization-archive.ts";
import { tellOfExport } from "../exports/tell-of-export.ts";
import { exportsText } from "../exports/text.ts";
import { seeOther, tooMany } from "../http/respond.ts";
import { zipResponse } from "../http/zip.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { exportsPerOrganization, take } from "../sign-in/limits.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export const loader = (args: LoaderFunctionArgs) => seeOther(paths.exportOrganization(requireExporter(args).orgId));

export function action(args: ActionFunctionArgs) {
  const member = requireExporter(args);
  const { portal } = args.context;
  const { config } = portal;
  const system = systemFor(portal);
  const now = portal.now();
  const { organizationData } = textFor(localeOf(args.request), exportsText);
  const { ok, retryAfterSeconds } = take(system, `exports of ${member.orgId}`, exportsPerOrganization, now);
  const again = paths.exportOrganization(member.orgId);
  if (!ok) throw tooMany(retryAfterSeconds, { message: organizationData.tooMany, again });
  const { id: personId, email } = member.session.person;
  const actor = { kind: "person", name: email, personId } as const;
  tellOfExport(system, member, actor, listStaffAddresses(system, config), now);
  portal.nudge();
  const archive = organizationArchive(portal, member, { personId, role: member.role });
  return zipResponse(args.request, organizationData.file(config.company.name), archive);
}
