import type { BankTransfer } from "../bank-transfer.ts";
import { DescriptionList } from "./invoice-facts.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

const copied = (text: string) => <span className="copy">{text}</span>;

/** The company's account, closed until asked for; a tap on a text marks all of it, to be copied. */
export function TransferDetails({ transfer: { holder, iban, bic, owed, qr } }: { transfer: BankTransfer }) {
  const { transfer: text } = useText(billingText);
  const { money } = useFormat();
  return (
    <details className="rest">
      <summary>{text.title}</summary>
      <DescriptionList
        facts={[
          [text.holder, copied(holder)],
          [text.iban, copied(iban)],
          [text.bic, bic && copied(bic)],
          ...owed.flatMap(({ reference, amount, currency }) => [
            [text.reference, copied(reference)] as const,
            [text.amount, copied(money(amount, currency))] as const,
          ]),
        ]}
      />
      {qr ? (
        <svg className="qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={text.qrNamed}>
          <path d={qr.path} transform="translate(0 .5)" />
        </svg>
      ) : null}
      <p className="quiet hint">
        {qr ? `${text.scan} ` : owed.length > 1 ? `${text.oneByOne} ` : null}
        {text.takesDays}
      </p>
    </details>
  );
}
