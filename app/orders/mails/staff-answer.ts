import { staffAnswerMail } from "#emails/staff-answer.tsx";
import type { OrgId } from "#db/ids.ts";
import type { OrderDecision } from "#db/schema/orders.ts";
import { z } from "zod";
import { findOrder } from "../orders.ts";
import { findOrganization } from "../../people/organization-search.ts";
import { paths } from "../../paths.ts";
import { isoDay } from "../../text/format.ts";
import type { MailKind } from "../../mail/kind.ts";
import { leadsToStaffOrder } from "./leads-to.ts";

const props = z.object({ orderId: z.string(), eventId: z.string() });

/** To staff: props: { orderId, eventId }, with the row's organization. A reply goes to who answered. */
const staffAnswer = (decision: OrderDecision, title: MailKind["title"]): MailKind => ({
  title,
  leadsTo: leadsToStaffOrder,
  topic: "orders",
  async write({ portal, system, row, brand, now, moment, link }) {
    const { orderId, eventId } = props.parse(row.props);
    const orgId = row.orgId as OrgId;
    const order = portal.config.features.has("orders") && findOrder(system.within(orgId), orderId, isoDay(now));
    const answer = order && order.approvals.find((one) => one.eventId === eventId && one.decision === decision);
    if (!order || !answer) return null;
    const { asked, email, note, approvedAt } = answer;
    const mail = await staffAnswerMail({
      brand,
      decision,
      reference: order.reference,
      title: order.title,
      organization: findOrganization(system, orgId)!.name,
      asked,
      email,
      note,
      when: moment(approvedAt),
      url: link(paths.staffOrder(orderId)),
    });
    return { ...mail, replyTo: email, thread: `order-${orderId}` };
  },
});

export const staffApproved = staffAnswer("approved", { en: "A customer approved something" });
export const staffChangeAsked = staffAnswer("change", { en: "A customer asked for a change" });
