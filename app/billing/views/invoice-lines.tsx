import type { ReactNode } from "react";
import type { InvoiceDetail } from "../invoice.ts";
import type { InvoiceLine } from "../invoice-lines.ts";
import type { CreditTrail } from "../ledger/credit-trail.ts";
import type { Sum } from "../invoice-sums.ts";
import type { Format } from "../../text/format.ts";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText, type BillingText } from "../text.ts";

type Props = {
  invoice: InvoiceDetail;
  /** Where the rest of its lines is. */
  allLines: string;
  /** Where its credit came from, and the way to those invoices. */
  from: CreditTrail["from"] | undefined;
  toInvoice: ((id: string) => string) | undefined;
};

/** What an invoice is for, and how its amount comes about. */
export function InvoiceLines({ invoice, allLines, from, toInvoice }: Props) {
  const { billing, invoice: text } = useText(billingText);
  const { number } = useFormat();
  const { lines, lineCount } = invoice;
  return (
    <section className="sheet">
      <table>
        <caption className="vh">{billing.whatFor}</caption>
        <thead>
          <tr>
            <th scope="col">{billing.item}</th>
            <th scope="col" className="n">
              {billing.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <LineRow key={line.id} line={line} currency={invoice.currency} />
          ))}
          {lineCount > lines.length ? (
            <tr>
              <td colSpan={2}>
                <a className="more" href={allLines}>
                  {text.allLines(number(lineCount))}
                </a>
                <span className="paper">{text.firstLines(number(lines.length), number(lineCount))}</span>
              </td>
            </tr>
          ) : null}
          {lineCount === 0 ? (
            <tr>
              <td colSpan={2}>{text.noLines}</td>
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          {invoice.sums.map((sum, place) => (
            <SumRow key={place} sum={sum} currency={invoice.currency}>
              {sum.kind === "credit"
                ? from?.map((part, i) => (
                    <CameFrom key={i} part={part} all={-sum.amount} to={toInvoice?.(part.invoice.id)} />
                  ))
                : null}
            </SumRow>
          ))}
        </tfoot>
      </table>
    </section>
  );
}

function LineRow({ line, currency }: { line: InvoiceLine; currency: string }) {
  const { billing, invoice: text } = useText(billingText);
  const format = useFormat();
  const notes = notesOf(line, currency, format, { billing, invoice: text });
  return (
    <tr>
      <td>
        {line.description ?? billing.item}
        {notes.length ? <small className="under">{notes.join(" · ")}</small> : null}
      </td>
      <td className="n">{format.money(line.amount, currency)}</td>
    </tr>
  );
}

function notesOf(
  line: InvoiceLine,
  currency: string,
  format: Format,
  { billing, invoice }: Pick<BillingText, "billing" | "invoice">,
) {
  const { quantity, unitAmount, amount, periodStart, periodEnd } = line;
  const notes: string[] = [];
  if (quantity && quantity !== "1" && unitAmount)
    notes.push(billing.each(format.number(Number(quantity)), format.unitAmount(unitAmount, currency)));
  if (periodStart && periodEnd && periodEnd > periodStart) {
    const [from, to] = [format.shortDate(periodStart), format.shortDate(periodEnd)];
    notes.push(from === to ? from : billing.period(from, to));
  }
  if (amount < 0) notes.push(invoice.isCredit);
  return notes;
}

/** A credit note that an invoice's credit came from, or a part of `all` of it. */
function CameFrom({ part, all, to }: { part: CreditTrail["from"][number]; all: number; to: string | undefined }) {
  const { billing, invoice: text } = useText(billingText);
  const { money } = useFormat();
  return (
    <small className="under">
      {text.creditFrom(part.amount < all ? money(part.amount, part.currency) : null, part.note)}{" "}
      <a href={to}>{part.invoice.number ?? billing.unnumbered}</a>
    </small>
  );
}

function SumRow({ sum, currency, children }: { sum: Sum; currency: string; children?: ReactNode }) {
  const { invoice: text } = useText(billingText);
  const { money } = useFormat();
  const isCredit = sum.kind === "total" && sum.amount < 0;
  return (
    <tr className={sum.kind === "total" ? "total" : undefined}>
      <th scope="row">
        {isCredit ? text.sums.totalCredit : nameOf(sum, text)}
        {children}
      </th>
      <td className="n">{money(isCredit ? -sum.amount : sum.amount, currency)}</td>
    </tr>
  );
}

function nameOf(sum: Sum, text: BillingText["invoice"]): string {
  if (sum.kind === "discount") return text.discount(sum.name);
  if (sum.kind === "tax" || sum.kind === "includedTax") return text[sum.kind](sum.percent);
  return text.sums[sum.kind];
}
