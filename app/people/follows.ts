import { and, desc, eq } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import { follows, type FollowedThing, type FollowState } from "#db/schema/notifications.ts";
import { mine, owned, transact, type Tenant } from "#db/tenant.ts";

type Asked = FollowedThing & { personId: PersonId };

const isOf = ({ kind, itemId, personId }: Asked) =>
  and(eq(follows.personId, personId), eq(follows.kind, kind), eq(follows.itemId, itemId));

const finding = preparedFor((tenant: Tenant, asked: Asked) =>
  tenant.db
    .select({ state: follows.state })
    .from(follows)
    .where(mine(tenant, follows, isOf(asked))),
);

/** Whether one of the organization's people follows an order or request, or has muted it; null: neither. */
export const findFollow = (tenant: Tenant, personId: PersonId, { kind, itemId }: FollowedThing): FollowState | null =>
  finding(tenant, { kind, itemId, personId }).get()?.state ?? null;

/** Has a person follow an order or request, or muted for them; null: neither any more. `now` is epoch milliseconds. */
export function follow(
  tenant: Tenant,
  personId: PersonId,
  { kind, itemId }: FollowedThing,
  state: FollowState | null,
  now: number,
) {
  const asked = { kind, itemId, personId };
  transact(tenant, () => {
    if (findFollow(tenant, personId, asked) === state) return;
    tenant.db
      .delete(follows)
      .where(mine(tenant, follows, isOf(asked)))
      .run();
    if (state === null) return;
    tenant.db
      .insert(follows)
      .values(owned(tenant, follows, { ...asked, state, at: now }))
      .run();
  });
}

const listing = preparedFor((tenant: Tenant, { kind, itemId }: FollowedThing) =>
  tenant.db
    .select({ personId: follows.personId })
    .from(follows)
    .where(mine(tenant, follows, eq(follows.kind, kind), eq(follows.itemId, itemId), eq(follows.state, "follow"))),
);

/** Who follows an order or request, whether or not they may still read it. */
export const listFollowers = (tenant: Tenant, { kind, itemId }: FollowedThing): PersonId[] =>
  listing(tenant, { kind, itemId })
    .all()
    .map(({ personId }) => personId);

/** What one of the organization's people muted, the newest first, whether or not they may still read it. */
export const listMutes = (tenant: Tenant, personId: PersonId): FollowedThing[] =>
  tenant.db
    .select({ kind: follows.kind, itemId: follows.itemId })
    .from(follows)
    .where(mine(tenant, follows, eq(follows.personId, personId), eq(follows.state, "mute")))
    .orderBy(desc(follows.at), desc(follows.itemId))
    .all();
