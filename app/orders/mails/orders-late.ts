import { staffOrdersLateMail } from "#emails/staff-orders-late.tsx";
import { listLateOrders } from "../late-orders.ts";
import { paths } from "../../paths.ts";
import { noonOf } from "../../text/format.ts";
import type { MailKind } from "../../mail/kind.ts";
import { staffPlace } from "../../mail/mail-reader.ts";

const named = 20;

/** To staff: the orders that are late when it is sent, those promised first before all; none, no mail. */
export const ordersLate: MailKind = {
  title: { en: "Orders running late" },
  leadsTo: (_mail, reader) => staffPlace(reader, paths.staffOrders({ state: "late" }), "orders"),
  topic: "orders",
  async write({ portal, system, brand, now, format, link }) {
    if (!portal.config.features.has("orders")) return null;
    const { count, orders } = listLateOrders(system, now, named);
    if (!count) return null;
    const inWords = orders.map(({ promisedDate, ...order }) => ({
      ...order,
      promised: format.shortDate(noonOf(promisedDate!)),
    }));
    return staffOrdersLateMail({ brand, count, orders: inWords, url: link(paths.staffOrders({ state: "late" })) });
  },
};
