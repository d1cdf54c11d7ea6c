import type { Staff } from "#db/tenant.ts";
import { isoDay } from "../text/format.ts";
import { customerViewsIn } from "./customer-views.ts";

const max = 1_000;

/** How many customers have people of whom nobody ever signed in, up to a thousand; `now` is epoch milliseconds. */
export function countNeverCame({ db }: Pick<Staff, "db">, now: number): { n: number; hasMore: boolean } {
  const found = customerViewsIn(db, isoDay(now))["never-signed-in"].list(max + 1);
  return { n: Math.min(max, found.length), hasMore: found.length > max };
}
