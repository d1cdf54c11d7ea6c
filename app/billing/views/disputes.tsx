import type { InvoiceDetail } from "../invoice.ts";
import type { Dispute } from "../payments.ts";
import { TimeIn } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

const standing = new Set(["won", "warning_closed"]);
const returned = new Set(["lost", "prevented"]);

/** By Stripe's words; one that we do not know is still open. */
export const isOpenDispute = ({ status }: Dispute) => !standing.has(status) && !returned.has(status);

/** The disputes of an invoice's payments that are still open. */
export const openDisputes = ({ payments }: Pick<InvoiceDetail, "payments">) =>
  payments.flatMap(({ disputes }) => disputes.filter(isOpenDispute));

/** A dispute in one sentence, from the side of the one who paid. */
export function DisputeSentence({ dispute: { status, amount, currency, createdAt } }: { dispute: Dispute }) {
  const { dispute } = useText(billingText).invoice;
  const { money } = useFormat();
  const sentence = standing.has(status)
    ? dispute.stands
    : returned.has(status)
      ? dispute.returned(money(amount, currency))
      : dispute.open;
  return <TimeIn sentence={sentence} at={createdAt} as="date" />;
}
