import { z } from "zod";
import { openedFor, staffPlace } from "../../mail/mail-reader.ts";
import type { MailPlace, MailReader, OutboxMail } from "../../mail/kind.ts";
import { paths } from "../../paths.ts";
import { textFor } from "../../text/words.ts";
import { listOrderNames } from "../order-names.ts";
import { ordersText } from "../text.ts";

const about = z.object({ orderId: z.string() });
const orderOf = ({ props }: OutboxMail) => about.safeParse(props).data?.orderId;

/** To the order that a mail is about. */
export function leadsToOrder(mail: OutboxMail, reader: MailReader): MailPlace | null {
  const found = openedFor(reader, mail, "orders", "orders.read");
  const id = orderOf(mail);
  const name = found && id ? listOrderNames(found.tenant, [id]).get(id) : null;
  if (!found || !id || !name) return null;
  const { orders } = textFor(reader.locale, ordersText);
  return { path: paths.order(found.tenant.orgId, id), name: orders.name(name.kind, name.number) };
}

/** To the staff's page of the order that a mail is about. */
export function leadsToStaffOrder(mail: OutboxMail, reader: MailReader): MailPlace | null {
  const id = orderOf(mail);
  return id ? staffPlace(reader, paths.staffOrder(id), "orders") : null;
}
