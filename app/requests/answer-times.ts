import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/connection.ts";
import { preparedFor } from "#db/prepared.ts";
import { settings, type requests } from "#db/schema/requests.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { writeDown } from "../company/audit-log.ts";

/** When the company answers. Days are numbered as `Date` does it, Sunday is 0; hours are the company's own (`TZ`). */
export type AnswerTimes = { days: number[]; from: number; to: number; hours: number };

export const defaultAnswerTimes: AnswerTimes = { days: [1, 2, 3, 4, 5], from: 9, to: 17, hours: 8 };
export const maxHours = 200;

const schema = z
  .object({
    days: z.array(z.int().min(0).max(6)).min(1),
    from: z.int().min(0).max(23),
    to: z.int().min(1).max(24),
    hours: z.int().min(1).max(maxHours),
  })
  .refine(({ from, to }) => from < to);

const name = "answer-times";

const finding = preparedFor(({ db }: { db: Db }) =>
  db.select({ value: settings.value }).from(settings).where(eq(settings.name, name)),
);

/** When the company answers, as it is set; the default while nothing is. */
export function findAnswerTimes(from: { db: Db }): AnswerTimes {
  const read = schema.safeParse(finding(from).get()?.value);
  return read.success ? read.data : defaultAnswerTimes;
}

/** Sets when the company answers, and writes that down. `now` is epoch milliseconds. */
export function saveAnswerTimes(staff: Staff, times: AnswerTimes, now: number) {
  const { days, from, to, hours } = times;
  transact(staff, () => {
    const values = { value: times, updatedAt: now };
    staff.db
      .insert(settings)
      .values({ name, ...values })
      .onConflictDoUpdate({ target: settings.name, set: values })
      .run();
    const subject = `${days.map((day) => dayNames[day]).join(" ")}, ${from}–${to}, ${hours} h`;
    writeDown(staff, { action: "answers.set", subject }, now);
  });
}

const dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

const halfHour = 30 * 60_000;

/**
 * The moment by which a question of `now` is usually answered: so many working hours on, at a half or full hour. Both
 * are epoch milliseconds.
 */
export function answerBy({ days, from, to, hours }: AnswerTimes, now: number): number {
  let left = hours * 2 * halfHour;
  const today = new Date(now);
  for (let day = 0; ; day++) {
    const at = (hour: number) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + day, hour).getTime();
    const noon = new Date(at(12));
    if (!days.includes(noon.getDay())) continue;
    const [start, end] = [Math.max(at(from), now), at(to)];
    if (end - start >= left) return rounded(start + left);
    left -= Math.max(0, end - start);
  }
}

/** The next half hour on the company's clock. */
const rounded = (at: number) => at + ((halfHour - pastHalfHour(at)) % halfHour);

/** How long the last half hour on the company's clock is gone. */
function pastHalfHour(at: number): number {
  const date = new Date(at);
  return ((date.getMinutes() * 60 + date.getSeconds()) * 1000 + date.getMilliseconds()) % halfHour;
}

/** The newest moment of asking of which the answer is late by `now`: who asked then or before was promised one by now. */
export function lateIfAskedBy({ days, from, to, hours }: AnswerTimes, now: number): number {
  let left = hours * 2 * halfHour;
  const last = now - pastHalfHour(now);
  const today = new Date(last);
  for (let day = 0; ; day--) {
    const at = (hour: number) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + day, hour).getTime();
    if (!days.includes(new Date(at(12)).getDay())) continue;
    const [start, end] = [at(from), Math.min(at(to), last)];
    if (end - start >= left) return end - left;
    left -= Math.max(0, end - start);
  }
}

type Waiting = Pick<typeof requests.$inferSelect, "open" | "turn" | "waitingSince">;

/**
 * By when the customer was promised an answer, in epoch milliseconds, and whether that has passed; null while it is not the
 * company's turn.
 */
export function promiseOf(times: AnswerTimes, { open, turn, waitingSince }: Waiting, now: number) {
  if (!open || turn !== "staff") return null;
  const by = answerBy(times, waitingSince);
  return { by, isLate: by <= now };
}

export type Promised = ReturnType<typeof promiseOf>;
