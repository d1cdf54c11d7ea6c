import { and, asc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { OrgId } from "#db/ids.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { organizations } from "#db/schema/organizations.ts";
import type { System } from "#db/tenant.ts";
import { firstSpoken } from "../../text/locale.ts";

const shape = z.object({ preferred_locales: z.array(z.string()) });

/** What a customer is to be written to in, as Stripe has it; of what it says otherwise, nothing. */
function preferredBy(raw: string | null): string[] {
  const said = shape.safeParse(raw === null ? null : JSON.parse(raw));
  return said.success ? said.data.preferred_locales : [];
}

/**
 * Has an organization's mails written as Stripe says of its customers: in the first locale that they prefer and that is
 * spoken here, of the customer known longest; where there is none, as the company's.
 */
export function takeLocale({ db }: System, orgId: OrgId) {
  const customers = db
    .select({ raw: stripeCustomers.raw })
    .from(stripeCustomers)
    .where(and(eq(stripeCustomers.orgId, orgId), isNull(stripeCustomers.deletedAt)))
    .orderBy(asc(stripeCustomers.firstSeenAt), asc(stripeCustomers.id))
    .all();
  const locale = firstSpoken(customers.flatMap(({ raw }) => preferredBy(raw)));
  db.update(organizations).set({ locale }).where(eq(organizations.id, orgId)).run();
}
