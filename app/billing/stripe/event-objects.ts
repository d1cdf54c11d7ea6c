import type { ObjectRef } from "./fetch-queue.ts";
import { idIn, type Event } from "./event.ts";

type ObjectOf = (event: Event) => ObjectRef | null;
const refOf = (type: string, id: string | null) => (id ? { type, id } : null);

/** The event's own object. */
const itself =
  (type: string): ObjectOf =>
  ({ objectId }) =>
    refOf(type, objectId);
/** Another object that the event's object names. */
const its =
  (field: string, type = field): ObjectOf =>
  ({ object }) =>
    refOf(type, idIn(object[field]));
/** One that it named before. */
const former =
  (field: string, type = field): ObjectOf =>
  ({ previous }) =>
    refOf(type, idIn(previous[field]));

/** What an event makes worth fetching again. An event that is not here is stored and ignored. */
const objectsOfEvent: Readonly<Record<string, readonly ObjectOf[]>> = {
  ...of("customer", "created updated deleted", itself("customer")),
  ...of("customer.tax_id", "created updated deleted", itself("tax_id"), its("customer")),
  ...of("customer.subscription", "created updated deleted paused resumed trial_will_end", itself("subscription")),
  ...of("customer.subscription", "pending_update_applied pending_update_expired", itself("subscription")),
  ...of("invoice", "created updated deleted finalized finalization_failed sent paid overpaid", itself("invoice")),
  ...of("invoice", "payment_failed payment_action_required payment_attempt_required", itself("invoice")),
  ...of("invoice", "voided marked_uncollectible overdue", itself("invoice")),
  ...of("invoice_payment", "paid", itself("invoice_payment"), its("invoice")),
  ...of("charge", "pending succeeded failed captured expired updated refunded", itself("charge")),
  ...of("charge.dispute", "created updated closed", itself("dispute"), its("charge")),
  ...of("charge.dispute", "funds_withdrawn funds_reinstated", itself("dispute"), its("charge")),
  ...of("charge.refund", "updated", itself("refund"), its("charge")),
  ...of("refund", "created updated failed", itself("refund"), its("charge")),
  ...of("credit_note", "created updated voided", itself("credit_note"), its("invoice")),
  ...of("payment_method", "attached updated automatically_updated", itself("payment_method")),
  ...of("payment_method", "detached", itself("payment_method"), former("customer")),
  ...of("product", "updated", itself("product")),
  ...of("price", "updated", itself("price")),
};

function of(noun: string, verbs: string, ...what: readonly ObjectOf[]) {
  return Object.fromEntries(verbs.split(" ").map((verb) => [`${noun}.${verb}`, what]));
}

/** The event types that lead anywhere. */
export const knownEventTypes: readonly string[] = Object.keys(objectsOfEvent);

/** What the webhook endpoint is subscribed to: a refund's changes come under its own name. */
export const subscribedEventTypes = knownEventTypes.filter((type) => type !== "charge.refund.updated");

/** The objects that an event of Stripe's asks to fetch again, each once. */
export function objectsToFetch(event: Event): ObjectRef[] {
  const known = Object.hasOwn(objectsOfEvent, event.type) ? objectsOfEvent[event.type]! : [];
  const refs = known.map((objectOf) => objectOf(event)).filter((found) => found !== null);
  return refs.filter((one, i) => refs.findIndex(({ type, id }) => type === one.type && id === one.id) === i);
}
