import { getTableName } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { reads } from "../schema/asked.ts";
import { portalVisits } from "../schema/billing-details.ts";
import { customerClaims } from "../schema/feed.ts";
import { itemLinks, outbox } from "../schema/mail.ts";
import { orders } from "../schema/orders.ts";
import { auditLog, customerNotes } from "../schema/organizations.ts";
import { drafts } from "../schema/requests.ts";
import { membershipTombs } from "../schema/tombs.ts";
import { hasColumn, tables } from "../tables.ts";
import { always, trigger, type Trigger } from "./trigger.ts";

/** What an organization has besides what its pages show: these change without its version. */
const unseen: ReadonlyMap<SQLiteTable, string> = new Map<SQLiteTable, string>([
  [auditLog, "only staff read it"],
  [outbox, "staff read it, and people on their own page, which is not remembered"],
  [itemLinks, "pages show the items, and no links to them but the forwarded"],
  [reads, "no page shows who looked at what"],
  [portalVisits, "read once, on the way back from Stripe"],
  [drafts, "read once, by a form that is not remembered"],
  [customerNotes, "only staff read it"],
  [membershipTombs, "only the feed and staff read it"],
  [customerClaims, "shows when the customer itself is the organization's, and that counts"],
]);

/** The tables whose every change is on an organization's pages: all that have an `org_id`, but for the unseen. */
const seen = tables.filter((table) => hasColumn(table, "org_id") && !unseen.has(table));

const changed = (...columns: string[]) => columns.map((name) => `old.${name} is not new.${name}`).join(" or ");

/** When an update is one of what the row says. Looking again and being told the same again changes no page. */
function isNews(table: SQLiteTable): string | undefined {
  if (table === orders) return `old.source_updated_at is new.source_updated_at or ${changed("source_sha", "org_id")}`;
  if (hasColumn(table, "obs")) return `old.obs is new.obs or ${changed("raw_sha", "deleted_at", "org_id")}`;
}

const count = (organizations: string) => `update organizations set version = version + 1 where id ${organizations}`;
const ofOrganization = {
  inserted: count("= new.org_id"),
  updated: count("in (old.org_id, new.org_id)"),
  deleted: count("= old.org_id"),
};
const ofPeople = `select org_id from memberships where person_id = new.id
  union select org_id from join_requests where person_id = new.id`;
/** Whose address it is that emails reach no more, or again: their colleagues' pages say what that leaves. */
const recipients = (email: string) => `in (select m.org_id from memberships m join people p on p.id = m.person_id
  where p.email = ${email} union select org_id from payables_addresses where email = ${email})`;
const subscribers = count("in (select org_id from subscription_items where product_id = new.id)");

/** A person's standing, which is on all their pages: where else they may go, whether they are staff. */
const stand = (people: string) => `update people set updated_at = updated_at + 1 where ${people}`;
const ofPerson = {
  inserted: stand("id = new.person_id"),
  updated: stand("id in (old.person_id, new.person_id)"),
  deleted: stand("id = old.person_id"),
};

/** The company's own, which is on everybody's pages. */
const everybody = "update everybodys_version set version = version + 1";

/** They count up what a remembered page is validated by, with every change of what it shows. */
export const versionTriggers: readonly Trigger[] = [
  ...seen.flatMap((table) => always(getTableName(table), "version", ofOrganization, isNews(table))),
  trigger("organizations_name_version", "update of name on organizations", count("= new.id")),
  // A colleague's, and whether they, or who asks to be let in, may still sign in.
  trigger("people_name_version", "update of name on people", count(`in (${ofPeople})`), changed("name")),
  trigger("people_email_version", "update of email on people", count(`in (${ofPeople})`), changed("email")),
  trigger("suppressions_insert_version", "insert on suppressions", count(recipients("new.email"))),
  trigger("suppressions_delete_version", "delete on suppressions", count(recipients("old.email"))),
  trigger(
    "people_disabled_version",
    "update of disabled_at on people",
    count(`in (${ofPeople})`),
    changed("disabled_at"),
  ),
  trigger("item_links_insert_version", "insert on item_links", ofOrganization.inserted, "new.is_forwarded"),
  trigger("item_links_update_version", "update on item_links", ofOrganization.updated, "new.is_forwarded"),
  trigger("item_links_delete_version", "delete on item_links", ofOrganization.deleted, "old.is_forwarded"),
  trigger("products_insert_version", "insert on products", subscribers),
  trigger("products_update_version", "update on products", subscribers, changed("raw_sha")),
  ...always("steps", "version", { inserted: everybody, updated: everybody, deleted: everybody }),
  // Whether Stripe answers, and how far it was read.
  trigger("stripe_outage_insert_version", "insert on stripe_outage", everybody),
  trigger("stripe_outage_delete_version", "delete on stripe_outage", everybody),
  trigger("stripe_cursor_insert_version", "insert on stripe_cursor", everybody, "new.job = 'backfill'"),
  trigger(
    "stripe_cursor_update_version",
    "update of state on stripe_cursor",
    everybody,
    "new.state <> old.state and new.state in ('done', 'failed')",
  ),
  ...always("memberships", "standing", ofPerson),
  trigger(
    "organizations_update_standing",
    "update of closed_at on organizations",
    stand("id in (select person_id from memberships where org_id = new.id)"),
    changed("closed_at"),
  ),
  trigger("staff_insert_standing", "insert on staff", stand("email = new.email")),
  trigger("staff_delete_standing", "delete on staff", stand("email = old.email")),
];
