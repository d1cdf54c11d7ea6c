import { eq } from "drizzle-orm";
import { organizations } from "#db/schema/organizations.ts";
import { callerIn } from "#tests/feed/caller.ts";
import { browserIn } from "#tests/http.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { openPlace } from "#tests/tenancy-place.ts";
import type { Form, Who } from "#tests/tenancy-rows.ts";

export const postmark = "postmark:a-long-password";
export const inbound = "in@norrland.example";

export type Here = Awaited<ReturnType<typeof openHere>>;
/** Something that is written; `n` chooses among what it may be about. */
export type Write = (here: Here, n: number) => unknown;
export type Writes = Readonly<Record<string, Write>>;

/**
 * The place of the tenancy tests, which everybody may write to: customers, staff, and all that does from outside. An
 * invoice and an order are due today.
 */
export async function openHere() {
  const { town, place } = await openPlace({ POSTMARK_WEBHOOK_AUTH: postmark, POSTMARK_INBOUND_ADDRESS: inbound });
  for (const externalId of ["acme", "zebra"] as const)
    town.system.db.update(organizations).set({ externalId }).where(eq(organizations.id, town[externalId])).run();
  tellOrder(town, town.acme, "PO-ACME", { promisedDate: "2026-11-23" });
  addInvoice(town, town.acme, { id: "in_due", number: "INV-DUE", dueAt: town.now() + 30 * 60_000 });
  const { ada, abe, bo, ben, ann, zoe, sam } = town;
  const cast = { owner: ada, admin: abe, billing: bo, member: ben, accountant: ann, stranger: zoe, staff: sam };

  /** Everybody who writes has just signed in. */
  const browserOf = (who: Who) => browserIn(town, who === "nobody" ? {} : { cookie: town.signIn(cast[who].id) });
  return {
    town,
    place,
    cast,
    people: Object.values(cast),
    ops: callerIn(town),
    browserOf,
    get: (who: Who, path: string) => browserOf(who).request(path, {}, false),
    post(who: Who, path: string, form: Form = {}) {
      const browser = browserOf(who);
      if (!(form instanceof FormData)) return browser.post(path, form, {}, false);
      return browser.request(path, { method: "POST", body: form, headers: { Origin: town.config.appUrl } }, false);
    },
  };
}

/** One of these. */
export const pick = <T>(some: readonly T[], n: number): T => some[n % some.length]!;
