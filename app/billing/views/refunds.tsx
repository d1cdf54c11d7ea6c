import type { Invoice } from "../invoice.ts";
import type { Payment, Refund } from "../payments.ts";
import { AskLink } from "../../ui/page.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText, type BillingText } from "../text.ts";

type Props = { payment: Payment; invoice: Pick<Invoice, "id" | "number" | "currency"> };

/** What came back of a payment, is on its way, or could not be delivered; each in a sentence. */
export function Refunds({ payment, invoice }: Props) {
  const { invoice: text } = useText(billingText);
  const { money } = useFormat();
  const untold = payment.amountRefunded - sumOf(payment.refunds);
  return (
    <>
      {payment.refunds.map((refund) => (
        <p key={refund.id} className="quiet">
          <TimeIn sentence={sentenceFor(refund, payment.method, text, money)} at={refund.createdAt} as="date" />{" "}
          {refund.status === "failed" ? (
            <AskLink about={text.aboutRefund(invoice.number)} thing={{ kind: "invoice", id: invoice.id }}>
              {text.askUs}
            </AskLink>
          ) : null}
        </p>
      ))}
      {untold > 0 ? <p className="quiet">{text.refund.untold(money(untold, invoice.currency))}</p> : null}
    </>
  );
}

const isUndone = ({ status }: Refund) => status === "failed" || status === "canceled";
const sumOf = (refunds: Refund[]) => refunds.reduce((sum, refund) => sum + (isUndone(refund) ? 0 : refund.amount), 0);

/** Stripe's words for a refund are open text; one that we do not know is on its way. */
function sentenceFor(
  { status, amount: minorUnits, currency }: Refund,
  method: string | null,
  { refund }: BillingText["invoice"],
  money: (minorUnits: number, currency: string) => string,
): string {
  const amount = money(minorUnits, currency);
  if (status === "succeeded") return refund.succeeded(amount, method);
  if (status === "failed") return refund.failed(amount);
  return status === "canceled" ? refund.canceled(amount) : refund.pending(amount, method);
}
