import { staffApprovedMail } from "#emails/staff-approved.tsx";
import type { OrgId } from "#db/ids.ts";
import { z } from "zod";
import { findOrder } from "../orders.ts";
import { findOrganization } from "../../people/organization-search.ts";
import { paths } from "../../paths.ts";
import { isoDay } from "../../text/format.ts";
import type { MailKind } from "../../mail/kind.ts";
import { leadsToStaffOrder } from "./leads-to.ts";

const props = z.object({ orderId: z.string(), eventId: z.string() });

/** To staff: props: { orderId, eventId }, with the row's organization. A reply goes to who approved. */
export const staffApproved: MailKind = {
  title: { en: "A customer approved something" },
  leadsTo: leadsToStaffOrder,
  canBeOff: false,
  async write({ portal, system, row, brand, now, moment, link }) {
    const { orderId, eventId } = props.parse(row.props);
    const orgId = row.orgId as OrgId;
    const order = portal.config.features.has("orders") && findOrder(system.within(orgId), orderId, isoDay(now));
    const given = order && order.approvals.find((approval) => approval.eventId === eventId);
    if (!order || !given) return null;
    const { asked, email, note, approvedAt } = given;
    const mail = await staffApprovedMail({
      brand,
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
};
