import { orderStepMail } from "#emails/order-step.tsx";
import { z } from "zod";
import { newsOf } from "../order-news.ts";
import type { Order } from "../orders.ts";
import { isoDay, noonOf, type Format } from "../../text/format.ts";
import type { MailKind } from "../../mail/kind.ts";
import { aboutOrder } from "./about-order.ts";
import { leadsToOrder } from "./leads-to.ts";
import { parcelNews } from "./parcel-news.ts";

const props = z.discriminatedUnion("what", [
  z.object({
    what: z.enum(["shipped", "delivered", "waiting"]),
    eventId: z.string(),
    parcel: z.string().optional(),
    isAll: z.boolean().optional(),
  }),
  z.object({ what: z.literal("late"), promisedDate: z.string() }),
  z.object({ what: z.literal("cancelled") }),
]);

const noParcel = { parcel: null, tracking: null, deliveredAt: null };
const inWords = ({ quantity, name }: { quantity: number; name: string }, { number }: Format) =>
  `${number(quantity)} × ${name}`;

/** Whether an event says what the mail is about: it may have been put right since. */
const says = (event: Order["events"][number], { what, parcel }: { what: string; parcel?: string }) =>
  newsOf(event) === what && (what === "waiting" || event.parcel?.id === parcel);

/** Whether an order still waits for what that event asks. */
const waitsFor = ({ open, needsEventId }: Order, { eventId }: { eventId: string }) => open && needsEventId === eventId;

/**
 * props: { orderId, what: shipped | delivered | waiting, eventId, parcel, isAll }, { orderId, what: late, promisedDate } or { orderId,
 * what: cancelled }, with the row's organization. Not said of an order that is cancelled, or taken up again, waits no
 * more, or has a new promised day; that a parcel is delivered not once all are, of which the last one's mail tells.
 */
export const orderStep: MailKind = {
  title: { en: "An update on your order" },
  leadsTo: leadsToOrder,
  topic: ({ what }) => (what === "waiting" ? "waiting" : "steps"),
  async write(source) {
    const found = aboutOrder(source);
    if (!found) return null;
    const { brand, row, format } = source;
    const { order, organization, thread, makeUrl } = found;
    const said = props.parse(row.props);
    if (order.cancelled !== (said.what === "cancelled")) return null;
    const event =
      "eventId" in said ? order.events.find((one) => one.eventId === said.eventId && says(one, said)) : null;
    if (said.what === "late") {
      if (order.status !== "late" || order.promisedDate !== said.promisedDate) return null;
    } else if (said.what !== "cancelled" && (!event || (said.what === "waiting" && !waitsFor(order, event))))
      return null;
    const about = event ? parcelNews(order, event, said) : noParcel;
    if (!about) return null;
    const isAhead = order.promisedDate !== null && order.promisedDate >= isoDay(source.now);
    const promised = isAhead || said.what === "late" ? format.weekday(noonOf(order.promisedDate!)) : null;
    const url = makeUrl();
    const mail = await orderStepMail({
      brand,
      organization,
      what: said.what,
      kind: order.kind,
      reference: order.reference,
      title: order.title,
      note: event?.note ?? (said.what === "cancelled" ? order.cancelReason : null),
      needs: event?.needs ?? null,
      parcel: about.parcel && { ...about.parcel, items: about.parcel.items.map((item) => inWords(item, format)) },
      carrier: about.tracking?.carrier ?? null,
      trackingNumber: about.tracking?.trackingNumber ?? null,
      trackingUrl: about.tracking?.trackingUrl ?? null,
      day: said.what === "delivered" && event ? format.weekday(about.deliveredAt ?? event.occurredAt) : promised,
      url,
    });
    return { ...mail, thread, url };
  },
};
