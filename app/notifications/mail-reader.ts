import { tenantOf } from "#db/tenant.ts";
import type { MailReader } from "./mail-places.ts";
import { listOrganizations } from "../people/organizations.ts";
import { connectionOf } from "../portal.server.ts";
import { isStaff, type Ask, type SignedIn } from "../sign-in/handles.ts";

/** Somebody as the reader of mails they got: their organizations are opened where a mail is of one of them. */
export function mailReader({ context: { portal } }: Pick<Ask, "context">, self: SignedIn): MailReader {
  const roles = new Map(listOrganizations(self).map(({ id, role }) => [id as string, { id, role }]));
  return {
    config: portal.config,
    isStaff: isStaff(portal, self.session.person.email),
    within(orgId) {
      const found = roles.get(orgId);
      if (!found) return null;
      const tenant = tenantOf(connectionOf(portal), found.id);
      return { tenant, reader: { personId: self.personId, role: found.role } };
    },
  };
}
