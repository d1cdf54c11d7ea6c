import { eq } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { drain } from "#app/jobs/loop.ts";
import { jobWorker } from "#app/jobs/queue.ts";
import { notifyOfFailure } from "#app/billing/news/failed-attempts.ts";
import { tune, type Tuning } from "#app/billing/stripe/tuning.ts";
import { stripeWorker } from "#app/billing/stripe/worker.ts";
import { invoices, stripeCustomers } from "#db/schema/billing.ts";
import { outbox } from "#db/schema/mail.ts";
import { staffTasks } from "#db/schema/organizations.ts";
import { stripeDirty, stripeEvents } from "#db/schema/stripe.ts";
import { sign, startStripe, type StripeOptions } from "#tests/fakes/stripe/server.ts";
import type { Event } from "#tests/fakes/stripe/wire.ts";
import { monday, openTown } from "#tests/world.ts";

const telling = jobWorker({ "failure.tell": notifyOfFailure });
export const secret = "whsec_tests";
export type Billing = Awaited<ReturnType<typeof openBilling>>;
type Options = { env?: Record<string, string>; stripe?: StripeOptions; tuning?: Partial<Tuning> };

/** The town with a Stripe beside it, both on one clock. Events wait at Stripe until they are brought. */
export async function openBilling({ env = {}, stripe: options = {}, tuning = {} }: Options = {}) {
  let clock = () => monday;
  const stripe = await startStripe({ now: () => clock(), ...options });
  const town = openTown({
    STRIPE_SECRET_KEY: stripe.apiKey,
    STRIPE_WEBHOOK_SECRET: secret,
    STRIPE_API_URL: stripe.url,
    ...env,
  });
  clock = town.now;
  tune(town.portal, { random: () => 0.5, ...tuning });
  let brought = 0;

  /** A webhook as Stripe sends it, through the whole server. */
  async function post(body: unknown, at = Math.floor(town.now() / 1000), key = secret) {
    const raw = typeof body === "string" ? body : JSON.stringify(body);
    const headers = { "Content-Type": "application/json", "Stripe-Signature": sign(raw, key, at) };
    const answer = await town.fetch("/webhooks/stripe", { method: "POST", headers, body: raw });
    await answer.text();
    return answer.status;
  }

  const billing = {
    ...town,
    stripe,
    post,
    /** The events made since the last call, in the order they were made. */
    news() {
      const events = stripe.events().slice(brought);
      brought += events.length;
      return events;
    },
    /** Brings what is new, in the order made or another. */
    async bring(reorder: (events: Event[]) => Event[] = (events) => events) {
      for (const event of reorder(billing.news())) await post(event);
    },
    /** Does what is due now: the sync, and telling of failed attempts. */
    run: () => drain(town.portal, [stripeWorker, telling]),
    /** Lets the sync run until nothing is due within the time given, and tell of failed attempts. */
    async settle(ms = 5_000) {
      for (let passed = 0; passed <= ms; passed += 1_000) {
        await billing.run();
        town.pass(1_000);
      }
      await billing.run();
    },
    async sync() {
      await billing.bring();
      await billing.settle();
    },
    row<T extends SQLiteTable & { id: SQLiteColumn }>(table: T, id: string): T["$inferSelect"] | undefined {
      return town.system.db.select().from(table).where(eq(table.id, id)).get() as T["$inferSelect"] | undefined;
    },
    invoice: (id: string) => billing.row(invoices, id),
    customer: (id: string) => billing.row(stripeCustomers, id),
    mails: (kind: string) => town.system.db.select().from(outbox).where(eq(outbox.kind, kind)).all(),
    tasks: () => town.system.db.select().from(staffTasks).all(),
    dirty: () => town.system.db.select().from(stripeDirty).all(),
    events: () => town.system.db.select().from(stripeEvents).all(),
    /** How long a request to Stripe may take: short only where one hangs, for a busy machine answers late. */
    patience: (timeoutMs: number) => tune(town.portal, { timeoutMs }),
    async end() {
      town.close();
      await stripe.close();
    },
  };
  return billing;
}
