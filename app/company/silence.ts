import type { Format } from "../text/format.ts";
import type { Silence } from "./health.ts";

/** "Stripe has not answered since 10:02, 6 changes are waiting", for people of the company. */
export function silence({ since, isToday, waiting }: Silence, format: Format): string {
  const when = format[isToday ? "time" : "dayAndTime"](since);
  const changes = waiting === 1 ? "1 change is waiting" : `${waiting || "no"} changes are waiting`;
  return `Stripe hasn’t responded since ${when}; ${changes}`;
}
