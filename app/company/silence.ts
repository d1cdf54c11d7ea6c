import type { Format } from "../text/format.ts";
import type { Silence } from "./health.ts";

/** "Stripe does not answer since 10:02, 6 changes wait", for people of the company. */
export function silence({ since, isToday, waiting }: Silence, format: Format): string {
  const when = format[isToday ? "time" : "dayAndTime"](since);
  const changes = waiting === 1 ? "1 change waits" : `${waiting || "no"} changes wait`;
  return `Stripe does not answer since ${when}, ${changes}`;
}
