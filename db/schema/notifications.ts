import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { orgId, personId } from "./columns.ts";
import { memberships, people } from "./organizations.ts";

/** What customers choose their mails by. */
export const topics = ["invoices", "reminders", "failures", "steps", "waiting", "replies"] as const;
export type Topic = (typeof topics)[number];

/** Those of them that an accounts-payable address may get. */
export const billingTopics = ["invoices", "reminders", "failures"] as const satisfies readonly Topic[];
export type BillingTopic = (typeof billingTopics)[number];

/** What the company's own people choose theirs by. */
export const staffTopics = ["desk", "desk-replies", "orders", "billing", "insights"] as const;
export type StaffTopic = (typeof staffTopics)[number];

export const mailChoices = ["now", "digest", "off"] as const;
export type MailChoice = (typeof mailChoices)[number];

export const followedKinds = ["order", "request"] as const;
export type FollowedThing = { kind: (typeof followedKinds)[number]; itemId: string };
export const followStates = ["follow", "mute"] as const;
export type FollowState = (typeof followStates)[number];

/** What a person chose for a topic in an organization; without a row it is as their role has it. Ends with the membership. */
export const notificationChoices = sqliteTable(
  "notification_choices",
  {
    orgId: orgId().notNull(),
    personId: personId().notNull(),
    topic: text("topic", { enum: topics }).notNull(),
    mail: text("mail", { enum: mailChoices }).notNull(),
    changedAt: integer("changed_at").notNull(),
    /** Where they chose: on their page, or by a link in a mail. */
    changedVia: text("changed_via", { enum: ["page", "link"] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.personId, t.topic] }),
    foreignKey({
      columns: [t.orgId, t.personId],
      foreignColumns: [memberships.orgId, memberships.personId],
    }).onDelete("cascade"),
  ],
);

/** What somebody of the company turned off; without a row they get it. */
export const staffTopicsOff = sqliteTable(
  "staff_topics_off",
  {
    email: text("email").notNull(),
    topic: text("topic", { enum: staffTopics }).notNull(),
    offAt: integer("off_at").notNull(),
    /** Where they did: on their page, or by a link in a mail. */
    offVia: text("off_via", { enum: ["page", "link"] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.email, t.topic] })],
);

/** One order or request that a person wants to hear everything of, or nothing. Ends with the membership. */
export const follows = sqliteTable(
  "follows",
  {
    orgId: orgId().notNull(),
    personId: personId().notNull(),
    kind: text("kind", { enum: followedKinds }).notNull(),
    itemId: text("item_id").notNull(),
    state: text("state", { enum: followStates }).notNull(),
    at: integer("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.personId, t.kind, t.itemId] }),
    index("follows_item").on(t.orgId, t.kind, t.itemId),
    foreignKey({
      columns: [t.orgId, t.personId],
      foreignColumns: [memberships.orgId, memberships.personId],
    }).onDelete("cascade"),
  ],
);

export const digestDays = ["daily", "weekdays", "monday"] as const;
export type DigestDays = (typeof digestDays)[number];

/** When somebody wants what can wait, by the clocks of their zone; without a row every day at eight. */
export const deliveryTimes = sqliteTable("delivery_times", {
  personId: personId()
    .primaryKey()
    .references(() => people.id),
  /** The hour of their digest, 0 to 23. */
  hour: integer("hour").notNull(),
  days: text("days", { enum: digestDays }).notNull(),
  /** The hours in between which news wait, over midnight too; both or none. */
  quietFrom: integer("quiet_from"),
  quietTo: integer("quiet_to"),
  /** The last day, like 2026-12-01, on which nothing comes that can wait. */
  pausedUntil: text("paused_until"),
});
