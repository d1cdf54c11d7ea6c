import { and, eq } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { staffTopics, staffTopicsOff, type StaffTopic } from "#db/schema/notifications.ts";
import type { Config } from "../config.server.ts";
import { listStaffAddresses } from "./staff-addresses.ts";
import { staffTopicFeatures } from "./topics.ts";

type Keeper = { db: Db };

const isOf = (email: string, topic: StaffTopic) =>
  and(eq(staffTopicsOff.email, email), eq(staffTopicsOff.topic, topic));

/** What somebody of the company gets, topic by topic of the jobs that are on; and when a link turned it off, in epoch milliseconds. */
export function listStaffChoices({ db }: Keeper, email: string, { features }: Pick<Config, "features">) {
  const off = db.select().from(staffTopicsOff).where(eq(staffTopicsOff.email, email)).all();
  return staffTopics
    .filter((topic) => staffTopicFeatures[topic] === null || features.has(staffTopicFeatures[topic]))
    .map((topic) => {
      const row = off.find((one) => one.topic === topic);
      const choice: "off" | "now" = row ? "off" : "now";
      return { topic, choice, offByLinkAt: row?.offVia === "link" ? row.offAt : null };
    });
}

/** Those of the company who get a topic. */
export function listStaffWanting(from: Keeper, config: Pick<Config, "staffEmails">, topic: StaffTopic): string[] {
  const off = from.db.select().from(staffTopicsOff).where(eq(staffTopicsOff.topic, topic)).all();
  const silent = new Set(off.map(({ email }) => email));
  return listStaffAddresses(from, config).filter((email) => !silent.has(email));
}

type Wish = { topic: StaffTopic; isOff: boolean };

/** Writes down what somebody of the company wants of a topic, and where they said it; the same again changes nothing. */
export function chooseForStaff(
  { db }: Keeper,
  email: string,
  { topic, isOff }: Wish,
  offVia: "page" | "link",
  now: number,
) {
  if (isOff) db.insert(staffTopicsOff).values({ email, topic, offAt: now, offVia }).onConflictDoNothing().run();
  else db.delete(staffTopicsOff).where(isOf(email, topic)).run();
}
