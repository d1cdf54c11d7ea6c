import type { InvoiceDetail } from "../invoice.ts";
import { TimeIn } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

/** What there is to say of an invoice besides its amount and status: a payment that failed, a credit, too much paid. */
export function InvoiceNews({ invoice }: { invoice: InvoiceDetail }) {
  const { invoice: text } = useText(billingText);
  const { money } = useFormat();
  const { status, total, amountPaid, amountOverpaid, currency } = invoice;
  if (invoice.payable) return <LatestAttempt invoice={invoice} />;
  if (status === "void") return <p>{text.isVoid}</p>;
  if (status === "written-off") return null;
  if (total < 0) return <p>{text.inYourFavour}</p>;
  if (total === 0) return <p>{text.nothingToPay}</p>;
  if (amountOverpaid > 0) return <p>{text.overpaid(money(amountOverpaid, currency))}</p>;
  const isFromCredit = amountPaid === 0 && invoice.sums.some(({ kind }) => kind === "credit");
  return isFromCredit ? <p>{text.paidFromCredit}</p> : null;
}

function LatestAttempt({ invoice: { attempt, nextAttemptAt, currency } }: { invoice: InvoiceDetail }) {
  const { invoice: text } = useText(billingText);
  const { money } = useFormat();
  if (attempt?.status === "pending") {
    const sentence = text.underWay(money(attempt.amount, currency), attempt.method);
    return (
      <p>
        <TimeIn sentence={sentence} at={attempt.at} />
      </p>
    );
  }
  if (attempt?.status !== "failed") return null;
  return (
    <p>
      {text.failed(attempt.failureMessage)}{" "}
      {nextAttemptAt ? <TimeIn sentence={text.triesAgain} at={nextAttemptAt} as="date" /> : null}
    </p>
  );
}
