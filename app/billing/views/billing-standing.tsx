import type { BillingStanding } from "../billing-standing.ts";
import { Empty } from "../../ui/page.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

/** From when what stands here is, while Stripe does not answer. */
export function AsOf({ away }: Pick<BillingStanding, "away">) {
  const { billingStanding } = useText(billingText);
  const format = useFormat();
  if (!away) return null;
  return <p className="quiet">{billingStanding.asOf(format[away.isToday ? "time" : "dayAndTime"](away.since))}</p>;
}

/** What would stand here is not known yet: in place of words that there is nothing. */
export function BeingRead() {
  const { billingStanding } = useText(billingText);
  return (
    <Empty icon="billing" title={billingStanding.readingTitle}>
      <p>{billingStanding.reading}</p>
    </Empty>
  );
}
