import type { Invoice } from "../invoice.ts";
import type { Payment } from "../payments.ts";
import { AskLink } from "../../ui/page.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { refundSentences } from "../refund-sentences.ts";
import { billingText } from "../text.ts";

type Props = { payment: Payment; invoice: Pick<Invoice, "id" | "number" | "currency"> };

/** What became of the money that was to come back of a payment. */
export function Refunds({ payment, invoice }: Props) {
  const text = useText(billingText);
  const { told, untold } = refundSentences(payment, invoice.currency, text, useFormat().money);
  return (
    <>
      {told.map(({ id, sentence, at, hasFailed }) => (
        <p key={id} className="quiet">
          <TimeIn sentence={sentence} at={at} as="date" />{" "}
          {hasFailed ? (
            <AskLink about={text.invoice.aboutRefund(invoice.number)} thing={{ kind: "invoice", id: invoice.id }}>
              {text.invoice.askUs}
            </AskLink>
          ) : null}
        </p>
      ))}
      {untold ? <p className="quiet">{untold}</p> : null}
    </>
  );
}
