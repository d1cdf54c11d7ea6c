import { scopes, type Scope } from "#db/schema/feed.ts";
import { endOf, readDay } from "../text/format.ts";
import { typedText } from "../text/typed.ts";

export const keyFields = ["name", "expiresOn", ...scopes] as const;
export type KeyFault = "nameMissing" | "tooLong" | "noScope" | "dayWrong" | "dayOver";

const maxNameLength = 100;

/** What was typed into the form of a new key, and what is wrong with it by field. Times are epoch milliseconds. */
export function checkKey(typed: Record<(typeof keyFields)[number], string>, now: number) {
  const faults: Partial<Record<"name" | "orders" | "expiresOn", KeyFault>> = {};
  const name = typedText(typed, "name").replace(/\s+/g, " ");
  const day = readDay(typedText(typed, "expiresOn"));
  const chosen: Scope[] = scopes.filter((scope) => typed[scope]);
  if (!name) faults.name = "nameMissing";
  if (name.length > maxNameLength) faults.name = "tooLong";
  if (!chosen.length) faults.orders = "noScope";
  const expiresAt = day === null ? null : endOf(day);
  if (typed.expiresOn.trim() && !day) faults.expiresOn = "dayWrong";
  else if (expiresAt !== null && expiresAt <= now) faults.expiresOn = "dayOver";
  return { key: { name, scopes: chosen, expiresAt }, faults };
}
