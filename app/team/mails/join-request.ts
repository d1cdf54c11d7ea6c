import { z } from "zod";
import { joinRequestMail } from "#emails/join-request.tsx";
import type { OrgId } from "#db/ids.ts";
import { can } from "../../can.ts";
import type { MailKind } from "../../mail/kind.ts";
import { paths } from "../../paths.ts";
import { listMembersWith } from "../../people/members.ts";
import { findOrganization } from "../../people/organization-search.ts";
import { findJoinRequest } from "../join-requests.ts";

const props = z.object({ requestId: z.string() });

/** props: { requestId }. */
export const joinRequest: MailKind = {
  title: { en: "A request to join your team" },
  leadsTo: ({ orgId }, { within }) => {
    const reader = orgId ? within(orgId) : null;
    const isTheirs = reader && can(reader.role, "team.manage");
    return isTheirs ? { path: paths.team(reader.tenant.orgId), name: null } : null;
  },
  topic: "always",
  isUnasked: true,
  async write({ row, system, brand, link }) {
    const orgId = row.orgId as OrgId;
    const tenant = system.within(orgId);
    const request = findJoinRequest(tenant, props.parse(row.props).requestId);
    const isTheirs = listMembersWith(tenant, "team.manage").some(({ email }) => email === row.recipient);
    if (!isTheirs || !request || request.decidedAt !== null) return null;
    const { name, email } = request;
    const organization = findOrganization(system, orgId)!.name;
    return joinRequestMail({ brand, organization, person: { name, email }, url: link(paths.team(orgId)) });
  },
};
