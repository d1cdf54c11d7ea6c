import { and, asc, gt, isNull } from "drizzle-orm";
import { stripeCustomers } from "#db/schema/billing.ts";
import type { System } from "#db/tenant.ts";
import type { StripeApi, StripeObject } from "./stripe-api.ts";
import { markForFetch } from "./fetch-queue.ts";
import { StripeFault } from "./fault.ts";
import type { ObjectType, Query } from "./object-type.ts";
import type { Window } from "./sweep-plan.ts";

/** What one look at a window brought, and where the next one begins. */
export type SweepPage = { data: StripeObject[]; isLast: boolean; startingAfter: string | null; at: number | null };

/** The window's cursor is gone from the list: what is left of it begins anew at that cursor's time. */
export class CursorGone extends Error {}

const customersAtOnce = 10;
const maxPages = 100_000;

/** Lists the window's next page. Throws `StripeFault`, or `CursorGone`. */
export function readPage(
  system: System,
  objectType: ObjectType,
  api: StripeApi,
  window: Window,
  now: number,
): Promise<SweepPage> {
  const listed = objectType.listed!;
  return listed.by === "created"
    ? byCreated(objectType, api, window, listed.query ?? {})
    : byCustomer(system, objectType, api, window, listed.query, now);
}

async function byCreated(objectType: ObjectType, api: StripeApi, window: Window, words: Query): Promise<SweepPage> {
  const { from, to, startingAfter, at, pages } = window;
  const query: Record<string, string> = { ...words, "created[lt]": String(to) };
  if (from > 0) query["created[gte]"] = String(from);
  if (startingAfter) query.starting_after = startingAfter;
  objectType.expand?.forEach((name, i) => (query[`expand[${i}]`] = `data.${name}`));
  const { data, hasMore } = await api.page(objectType.object, objectType.path, query).catch((error: unknown) => {
    const details = error instanceof StripeFault ? error.details : null;
    throw startingAfter && details?.code === "resource_missing" ? new CursorGone() : error;
  });
  const last = data.at(-1);
  if (!last) return { data, isLast: true, startingAfter, at };
  const created = createdOf(last);
  const repeats = last.id === startingAfter || (at !== null && created !== null && created > at);
  if (repeats || pages >= maxPages)
    throw new StripeFault("failed", `Stripe's list of ${objectType.path} repeats itself`, null, null, {
      code: "list_repeats",
      param: null,
      message: "It does not end",
    });
  return { data, isLast: !hasMore, startingAfter: last.id, at: created };
}

/** When Stripe made it, in epoch seconds; null where it does not say. */
export function createdOf({ created }: StripeObject): number | null {
  return typeof created === "number" && Number.isFinite(created) ? Math.floor(created) : null;
}

/** A type that has no list of its own: some customers' at a time, in the order of their ids. */
async function byCustomer(
  system: System,
  objectType: ObjectType,
  api: StripeApi,
  { startingAfter, at }: Window,
  words: (customerId: string) => Query,
  now: number,
): Promise<SweepPage> {
  const customers = system.db
    .select({ id: stripeCustomers.id })
    .from(stripeCustomers)
    .where(and(isNull(stripeCustomers.deletedAt), gt(stripeCustomers.id, startingAfter ?? "")))
    .orderBy(asc(stripeCustomers.id))
    .limit(customersAtOnce)
    .all();
  const lists = await Promise.all(
    customers.map(({ id }) =>
      api.all(objectType.object, objectType.path, words(id)).catch((error: unknown) => {
        if (!(error instanceof StripeFault) || error.details?.code !== "resource_missing") throw error;
        // The customer is gone, and nothing told of it.
        markForFetch(system, { type: "customer", id }, { now, priority: 10 });
        return [];
      }),
    ),
  );
  const isLast = customers.length < customersAtOnce;
  return { data: lists.flat(), isLast, startingAfter: customers.at(-1)?.id ?? startingAfter, at };
}
