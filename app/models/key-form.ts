import { scopes, type Scope } from "#db/schema/feed.ts";
import { isoDay, noonOf } from "../text/format.ts";
import { said } from "./step-form.ts";

export const keyFields = ["name", "expiresOn", ...scopes] as const;
export type KeyFault = "nameMissing" | "tooLong" | "noScope" | "dayWrong" | "dayOver";

const longestName = 100;

/** The first moment after a day of the company's, in epoch milliseconds. */
function endOf(day: string): number {
  const date = new Date(noonOf(day));
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

/** Whether a text is a day there is, like 2026-12-01. */
export const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && isoDay(noonOf(text)) === text;

/** What was typed into the form of a new key, and what is wrong with it by field. Times are epoch milliseconds. */
export function checkKey(typed: Record<(typeof keyFields)[number], string>, now: number) {
  const faults: Partial<Record<"name" | "orders" | "expiresOn", KeyFault>> = {};
  const name = said(typed, "name").replace(/\s+/g, " ");
  const day = said(typed, "expiresOn");
  const chosen: Scope[] = scopes.filter((scope) => typed[scope]);
  if (!name) faults.name = "nameMissing";
  if (name.length > longestName) faults.name = "tooLong";
  if (!chosen.length) faults.orders = "noScope";
  if (day && !isDay(day)) faults.expiresOn = "dayWrong";
  else if (day && endOf(day) <= now) faults.expiresOn = "dayOver";
  return { key: { name, scopes: chosen, expiresAt: day && !faults.expiresOn ? endOf(day) : null }, faults };
}
