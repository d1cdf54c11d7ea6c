import type Stripe from "stripe";
import type { Event } from "./wire.ts";

export type ThinEvent = Pick<Stripe.V2.Core.Event, "id" | "object" | "created" | "livemode"> & {
  type: string;
  related_object: { id: string; type: string; url: string };
};

const PATHS: Record<string, string> = {
  invoice: "invoices",
  invoice_payment: "invoice_payments",
  tax_id: "tax_ids",
  credit_note: "credit_notes",
};

/** The same news as a snapshot event, naming the object and saying nothing of it. */
export function thin(event: Event): ThinEvent {
  const { id, object } = event.data.object;
  return {
    id: event.id,
    object: "v2.core.event",
    type: `v1.${event.type}`,
    created: new Date(event.created * 1000).toISOString(),
    livemode: event.livemode,
    related_object: { id, type: object, url: `/v1/${PATHS[object] ?? `${object}s`}/${id}` },
  };
}
