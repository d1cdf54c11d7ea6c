import { orderCorrectedMail } from "#emails/order-corrected.tsx";
import { eq } from "drizzle-orm";
import { outbox } from "#db/schema/mail.ts";
import type { System } from "#db/tenant.ts";
import { isDigestQueued } from "../../mail/bundles.ts";
import { NotYet } from "../../mail/not-yet.ts";
import type { MailKind } from "../../mail/kind.ts";
import { noonOf } from "../../text/format.ts";
import { correction, isSo } from "../order-claims.ts";
import { listParcels } from "../order-parcels.ts";
import { stepNamer } from "../order-steps.ts";
import { keysOf } from "../planned-steps.ts";
import { aboutOrder } from "./about-order.ts";
import { leadsToOrder } from "./leads-to.ts";

/**
 * props: `correction`, with the row's organization: what a mail said is not so any more. Not said where that mail did
 * not go out, where it is so again, and of an order that is cancelled.
 */
export const orderCorrected: MailKind = {
  title: { en: "A correction about your order" },
  leadsTo: leadsToOrder,
  topic: (props) => (correction.safeParse(props).data?.claim.what === "waiting" ? "waiting" : "steps"),
  async write(source) {
    const { brand, row, format, system } = source;
    const { mailId, claim } = correction.parse(row.props);
    const found = aboutOrder(source);
    if (!found || found.order.cancelled || !wasSent(system, mailId, row.bundle)) return null;
    const { order, organization, thread, makeUrl } = found;
    const plan = keysOf(order.plan);
    if (isSo({ ...order, plan }, claim)) return null;
    const parcels = listParcels(order);
    const number = claim.isAll ? null : (parcels.find(({ id }) => id === claim.parcel)?.number ?? null);
    const url = makeUrl();
    const mail = await orderCorrectedMail({
      brand,
      organization,
      said: claim.what,
      kind: order.kind,
      reference: order.reference,
      title: order.title,
      asked: claim.needs,
      parcel: parcels.length > 1 ? number : null,
      stands: order.step && stepNamer(system)(order.kind, order.step),
      parcels: { delivered: order.parcelsDelivered, of: order.parcels },
      needs: order.needs,
      promised: order.promisedDate === null ? null : format.weekday(noonOf(order.promisedDate)),
      url,
    });
    return { ...mail, thread, url };
  },
};

/** Whether a mail went out: not where it waits for the digest of the correction itself. Throws `NotYet` while that is open. */
function wasSent(system: System, id: string, ownBundle: string | null): boolean {
  const { state, bundle } = outbox;
  const mail = system.db.select({ state, bundle }).from(outbox).where(eq(outbox.id, id)).get();
  const isGoing = mail?.state === "bundled" && mail.bundle !== ownBundle && isDigestQueued(system, mail.bundle);
  if (isGoing || mail?.state === "new" || mail?.state === "sending")
    throw new NotYet("What it corrects is not sent yet");
  return mail?.state === "sent" || mail?.state === "delivered";
}
