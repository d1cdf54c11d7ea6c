import type { CreditNote } from "../credit-notes.ts";
import type { CreditTrail } from "../ledger/credit-trail.ts";
import { Time, TimeIn } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

const ways = ["off", "refunded", "outside", "credit"] as const;

type Props = {
  notes: CreditNote[];
  used: CreditTrail["used"] | undefined;
  pdf: ((note: string) => string) | undefined;
  toInvoice: ((id: string) => string) | undefined;
};

/** What was taken back of an invoice, why, and where it went. */
export function CreditNotes({ notes, used, pdf, toInvoice }: Props) {
  const { billing, invoice: text } = useText(billingText);
  const { money } = useFormat();
  return (
    <section className="sheet" aria-labelledby="credit-notes">
      <h2 id="credit-notes">{text.creditNotes}</h2>
      <ul className="plain">
        {notes.map((note) => (
          <li key={note.id} className="between">
            <span>
              {text.creditNote(note.number)}{" "}
              {note.status === "void" ? (
                <span className="tag" data-status="void">
                  {text.creditNoteVoid}
                </span>
              ) : null}
              <small className="under">
                <Time at={note.issuedAt} />
                {note.reason && text.reasons[note.reason] ? ` · ${text.reasons[note.reason]}` : null}
              </small>
              {note.memo ? <small className="under">{note.memo}</small> : null}
              {note.status === "void"
                ? null
                : ways.map((way) =>
                    note.ways[way] > 0 ? (
                      <small key={way} className="under">
                        {text.creditNoteWays[way](money(note.ways[way], note.currency), !!used?.[note.id]?.length)}
                      </small>
                    ) : null,
                  )}
              {used?.[note.id]?.map((part, place) => (
                <Used key={place} part={part} all={note.ways.credit} to={toInvoice?.(part.invoice.id)} />
              ))}
            </span>
            <span className="n">
              <b className="under">{money(note.total, note.currency)}</b>
              {pdf ? (
                <a className="more" href={pdf(note.id)} aria-label={text.creditNotePdf(note.number)}>
                  {billing.pdf}
                </a>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An invoice that used what a credit note added to the credit, or a part of `all` of it. */
function Used({ part, all, to }: { part: CreditTrail["used"][string][number]; all: number; to: string | undefined }) {
  const { billing, invoice: text } = useText(billingText);
  const { money } = useFormat();
  const amount = part.amount < all ? money(part.amount, part.currency) : null;
  const [before, after] = text.creditUsed(amount).split("{invoice}");
  return (
    <small className="under">
      {before}
      <a href={to}>{part.invoice.number ?? billing.unnumbered}</a>
      <TimeIn sentence={after!} at={part.at} as="date" />
    </small>
  );
}
