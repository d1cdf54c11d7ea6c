import { writeDown } from "#app/models/audit-log.ts";
import { staffOf } from "#db/tenant.ts";
import type { PageCase } from "./pages.ts";
import { monday, type openTown } from "./world.ts";

/** Gives the staff something to see, and names every page of theirs. */
export function staffPages(town: ReturnType<typeof openTown>): PageCase[] {
  const sam = staffOf(town.connection, town.sam.email);
  for (let n = 0; n < 60; n++) {
    const deed = { orgId: town.acme, action: n % 3 ? "customer.linked" : "something.new", subject: `cus_${n}` };
    writeDown(sam, deed, monday + n);
  }
  return [
    { name: "staff", path: "/staff", as: "sam" },
    { name: "staff, not there", path: "/staff/nowhere", as: "sam", status: 404 },
    { name: "staff log", path: "/staff/log", as: "sam" },
    { name: "staff log, filtered", path: "/staff/log?actor=sam%40norrland.example&customer=acme", as: "sam" },
    { name: "staff log, older", path: "/staff/log?after=12", as: "sam" },
    { name: "staff log, nothing fits", path: "/staff/log?customer=nobody", as: "sam" },
  ];
}
