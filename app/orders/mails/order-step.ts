import { orderStepMail } from "#emails/order-step.tsx";
import { z } from "zod";
import type { Order } from "../orders.ts";
import { noonOf } from "../../text/format.ts";
import type { MailKind } from "../../mail/kind.ts";
import { aboutOrder } from "./about-order.ts";
import { leadsToOrder } from "./leads-to.ts";

const props = z.discriminatedUnion("what", [
  z.object({ what: z.enum(["shipped", "delivered", "waiting"]), eventId: z.string() }),
  z.object({ what: z.literal("late"), promisedDate: z.string() }),
  z.object({ what: z.literal("cancelled") }),
]);

/** Whether an order still waits for what that event asks. */
const waitsFor = ({ open, needsEventId }: Order, { eventId }: { eventId: string }) => open && needsEventId === eventId;

/**
 * props: { orderId, what: shipped | delivered | waiting, eventId }, { orderId, what: late, promisedDate } or { orderId,
 * what: cancelled }, with the row's organization. Not said of an order that is cancelled, or taken up again, waits no
 * more, or has a new promised day.
 */
export const orderStep: MailKind = {
  title: { en: "News of your order" },
  leadsTo: leadsToOrder,
  canBeOff: true,
  async write(source) {
    const found = aboutOrder(source);
    if (!found) return null;
    const { brand, row, format } = source;
    const { order, organization, thread, makeUrl } = found;
    const said = props.parse(row.props);
    if (order.cancelled !== (said.what === "cancelled")) return null;
    const event = "eventId" in said ? order.events.find(({ eventId }) => eventId === said.eventId) : null;
    if (said.what === "late") {
      if (order.status !== "late" || order.promisedDate !== said.promisedDate) return null;
    } else if (said.what !== "cancelled" && (!event || (said.what === "waiting" && !waitsFor(order, event))))
      return null;
    const promised = order.promisedDate === null ? null : format.weekday(noonOf(order.promisedDate));
    const mail = await orderStepMail({
      brand,
      organization,
      what: said.what,
      kind: order.kind,
      reference: order.reference,
      title: order.title,
      note: event?.note ?? (said.what === "cancelled" ? order.cancelReason : null),
      needs: event?.needs ?? null,
      carrier: event?.carrier ?? null,
      trackingNumber: event?.trackingNumber ?? null,
      trackingUrl: event?.trackingUrl ?? null,
      day: said.what === "delivered" && event ? format.weekday(event.occurredAt) : promised,
      url: makeUrl(),
    });
    return { ...mail, thread };
  },
};
