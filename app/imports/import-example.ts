import { desc } from "drizzle-orm";
import { organizations } from "#db/schema/organizations.ts";
import type { Staff } from "#db/tenant.ts";
import { isoDay } from "../text/format.ts";
import { customerNamed } from "./customer-named.ts";
import { columns, type Cells } from "./import-columns.ts";
import { listSteps } from "../orders/order-steps.ts";

const day = 86_400_000;
const maxTried = 20;

/** A customer as a file may name them, one of the newest; null where there is none yet. */
function aCustomer(staff: Staff): string | null {
  const newest = staff.db
    .select({ externalId: organizations.externalId, name: organizations.name })
    .from(organizations)
    .orderBy(desc(organizations.createdAt), desc(organizations.id))
    .limit(maxTried)
    .all();
  const names = newest.flatMap(({ externalId, name }) => [externalId, name]);
  return names.find((name) => name !== null && "orgId" in customerNamed(staff, name)) ?? null;
}

/** A line of a file of customers, in the order of its columns. */
export const exampleCustomer: string[] = ["C-17", "Lund & Co", "liv@lund.example", "Liv Lund", "owner"];

/** A line of a file of orders that can be imported as it is, in the order of the columns. `now` is epoch milliseconds. */
export function exampleLine(staff: Staff, now: number): string[] {
  const steps = listSteps(staff, "order");
  const cells: Cells = {
    reference: "EXAMPLE-1",
    customer: aCustomer(staff) ?? "C-17",
    title: "Two oak chairs",
    kind: "order",
    placed: isoDay(now - 3 * day),
    promised: isoDay(now + 7 * day),
    items: "2 x Oak chair; 1 x Felt pads",
    cancelled: "no",
    step: steps[Math.floor(steps.length / 2)]!.name,
    "step date": isoDay(now),
    note: "Waits for the carrier",
    "address 1": "Hafenstr. 4",
    "postal code": "20457",
    city: "Hamburg",
    country: "DE",
  };
  return columns.map((column) => cells[column] ?? "");
}
