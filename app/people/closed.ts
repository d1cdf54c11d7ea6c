import { eq } from "drizzle-orm";
import { organizations } from "#db/schema/organizations.ts";
import type { Tenant } from "#db/tenant.ts";

/** Whether the company closed the organization: then nobody of it gets in. */
export const isClosedOrganization = ({ db, orgId }: Tenant): boolean =>
  db.select({ at: organizations.closedAt }).from(organizations).where(eq(organizations.id, orgId)).get()?.at != null;
