import { cardExpiringMail } from "#emails/card-expiring.tsx";
import { z } from "zod";
import type { OrgId } from "#db/ids.ts";
import { can } from "../../can.ts";
import { cardEndsAt } from "../card-expiry.ts";
import { findExpiringCard } from "../expiring-cards.ts";
import { findMemberByAddress } from "../../people/members.ts";
import { paths } from "../../paths.ts";
import type { MailKind } from "../../mail/kind.ts";
import { leadsToCards } from "./leads-to.ts";

const props = z.object({ methodId: z.string(), year: z.number(), month: z.number() });

/**
 * props: { methodId, year, month }, with the row's organization. Said to who may change it, while the card is in use and
 * was not renewed.
 */
export const cardExpiring: MailKind = {
  title: { en: "A card expires soon" },
  leadsTo: leadsToCards,
  topic: "reminders",
  async write({ portal, system, row, brand, now, format, link }) {
    if (!portal.config.features.has("billing")) return null;
    const { methodId, year, month } = props.parse(row.props);
    if (!row.orgId) throw new Error("A mail about a card needs its organization");
    const orgId = row.orgId as OrgId;
    const tenant = system.within(orgId);
    const member = findMemberByAddress(tenant, row.recipient);
    const endsAt = cardEndsAt({ expYear: year, expMonth: month })!;
    if (!member || !can(member.role, "billing.pay") || endsAt <= now) return null;
    const card = findExpiringCard(tenant, methodId, { year, month });
    if (!card) return null;
    // The month's last day where the company is: the formats speak in its time zone too.
    const last = new Date(year, month, 0, 12).getTime();
    const mail = await cardExpiringMail({
      brand,
      card,
      until: { long: format.date(last), short: format.dayAndMonth(last) },
      organization: member.orgName,
      url: link(paths.paymentMethods(orgId)),
    });
    return { ...mail, thread: `card-${methodId}` };
  },
};
