import { tenantOf } from "#db/tenant.ts";
import type { MailReader } from "../mail/kind.ts";
import { listOrganizations } from "../sign-in/organizations.ts";
import { connectionOf } from "../portal.server.ts";
import { localeOf } from "../text/locale.ts";
import { isStaff, type RouteArgs, type SignedIn } from "../sign-in/handles.ts";

/** Somebody as the reader of mails they got: their organizations are opened where a mail is of one of them. */
export function mailReader(
  { request, context: { portal } }: Pick<RouteArgs, "context" | "request">,
  self: SignedIn,
): MailReader {
  const roles = new Map(
    listOrganizations(self, self.session, portal.now()).map(({ id, role }) => [id as string, { id, role }]),
  );
  return {
    config: portal.config,
    locale: localeOf(request),
    isStaff: isStaff(portal, self.session.person.email),
    within(orgId) {
      const found = roles.get(orgId);
      return found
        ? { tenant: tenantOf(connectionOf(portal), found.id), personId: self.personId, role: found.role }
        : null;
    },
  };
}
