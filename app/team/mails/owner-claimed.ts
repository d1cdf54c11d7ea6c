import { eq } from "drizzle-orm";
import { z } from "zod";
import { ownerClaimedMail } from "#emails/owner-claimed.tsx";
import { organizations, people } from "#db/schema/organizations.ts";
import { ownerClaims } from "#db/schema/team.ts";
import type { System } from "#db/tenant.ts";
import type { MailKind, MailSource } from "../../mail/kind.ts";
import { paths } from "../../paths.ts";

const props = z.object({ claimId: z.string() });

const findClaim = ({ db }: System, id: string) =>
  db
    .select({ claim: ownerClaims, organization: organizations.name, name: people.name, email: people.email })
    .from(ownerClaims)
    .innerJoin(organizations, eq(organizations.id, ownerClaims.orgId))
    .innerJoin(people, eq(people.id, ownerClaims.personId))
    .where(eq(ownerClaims.id, id))
    .get();

function mailOf({ row, system, brand, moment, link }: MailSource, isEnded: boolean) {
  const found = findClaim(system, props.parse(row.props).claimId);
  if (!found) throw new Error("A mail about a claim needs it");
  const { claim, organization, name, email } = found;
  const { orgId, dueAt, objectedBy } = claim;
  return ownerClaimedMail({
    brand,
    organization,
    person: name ? `${name} (${email})` : email,
    due: moment(dueAt),
    objectedBy: isEnded ? objectedBy : null,
    url: link(isEnded ? paths.team(orgId) : paths.ownerClaim(orgId)),
  });
}

/** props: { claimId }. To owners and admins: staff are to make somebody an owner. */
export const ownerClaimed: MailKind = {
  title: { en: "Someone will become an owner" },
  topic: "always",
  write: async (source) => mailOf(source, false),
};

/** props: { claimId }. To owners and admins: one of them objected. */
export const ownerClaimEnded: MailKind = {
  title: { en: "Someone won’t become an owner" },
  topic: "always",
  write: async (source) => mailOf(source, true),
};
