import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { orgId, personId } from "./columns.ts";
import { organizations, people } from "./organizations.ts";

/** Who left an organization, or was removed by its own people or by staff: the feed does not bring them back. */
export const membershipTombs = sqliteTable(
  "membership_tombs",
  {
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    /** Who, whatever their address is by now. */
    personId: personId().references(() => people.id),
    /** Their address then. */
    email: text("email").notNull(),
    /** The address of whoever did it. */
    by: text("by").notNull(),
    at: integer("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.email] }), index("membership_tombs_person").on(t.personId)],
);
