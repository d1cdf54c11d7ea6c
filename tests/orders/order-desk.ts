import { findAnyOrder } from "#app/orders/orders-by-staff.ts";
import { orderOf, type OrderFacts } from "#app/orders/orders-write.ts";
import { staffOf } from "#db/tenant.ts";
import { formsOf } from "#tests/http.ts";
import type { World } from "#tests/world.ts";

/** An order as the staff see it on Monday; null where there is none. */
export function findOrder({ system, connection }: Pick<World, "system" | "connection">, reference: string) {
  const found = orderOf(system, reference);
  return found && findAnyOrder(staffOf(connection, "test"), found.id, "2026-11-23");
}

/** The staff's form on a page, as it would be sent. */
export const staffForm = ({ html, url }: { html: string; url: string }) =>
  formsOf(html, url).find((form) => form.method === "POST" && form.path.startsWith("/staff"))!.fields;

/** What is told of an order before somebody changes it by hand. */
export const sixChairs = {
  title: "Six chairs",
  promisedDate: "2026-12-01",
  placedAt: Date.UTC(2026, 10, 2, 9, 41),
  files: [{ name: "Drawing", url: "https://files.example/1" }],
  invoiceId: "in_1",
  items: [{ name: "Chair", quantity: 6 }],
} satisfies Partial<OrderFacts>;
