import { organizationAccess } from "#db/schema/team.ts";
import { products, subscriptionItems } from "#db/schema/subscriptions.ts";
import type { PageCase } from "#tests/pages.ts";
import { attempt, staff, staffOnly, type Rows } from "#tests/tenancy-rows.ts";
import type { openTown } from "#tests/world.ts";

/** Of seats, which staff decide. */
export const seatRows: Rows = {
  "routes/staff.settings.seats": [
    { path: () => "/staff/settings/seats", expect: staffOnly(200) },
    {
      method: "POST",
      path: () => "/staff/settings/seats",
      form: ({ product }) => ({ product }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.customers.$org.seats": [
    { path: ({ acme }) => `/staff/customers/${acme}/seats`, expect: staffOnly(200) },
    { path: () => "/staff/customers/org_never/seats", expect: staffOnly(404) },
    {
      method: "POST",
      path: ({ acme }) => `/staff/customers/${acme}/seats`,
      form: () => ({ seats: "3" }),
      by: staff,
      expect: staffOnly(303),
      misuse: () => [attempt("staff", "/staff/customers/org_never/seats", 404, { seats: "3" })],
    },
  ],
};

/** Gives Acme one seat less than it uses, and names the pages of that. */
export function seatPages({ acme, system, ann, now }: ReturnType<typeof openTown>): PageCase[] {
  const sighted = { obs: 1, fetchedAt: now(), firstSeenVia: "event" } as const;
  const name = "Room planner for architects and everybody else who plans rooms";
  system.db
    .insert(products)
    .values({ ...sighted, id: "prod_seat", name, isSeat: true })
    .run();
  const item = {
    id: "si_seat",
    subscriptionId: "sub_seat",
    position: 0,
    priceId: "price_seat",
    productId: "prod_seat",
  };
  system.db
    .insert(subscriptionItems)
    .values({ ...item, currency: "eur", isMetered: false })
    .run();
  system.db.insert(organizationAccess).values({ orgId: acme, seatsByHand: 3 }).run();
  return [
    { name: "invite, no free seat", path: `/o/${acme}/team/invite`, as: "ada" },
    { name: "team, person, no free seat", path: `/o/${acme}/team/people/${ann.id}`, as: "ada" },
    { name: "staff seats", path: "/staff/settings/seats", as: "sam" },
    { name: "staff customer, seats", path: `/staff/customers/${acme}/seats`, as: "sam" },
  ];
}
