import type { CreditNote } from "../credit-notes.ts";
import { Time } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

const ways = ["off", "refunded", "outside", "credit"] as const;

type Props = { notes: CreditNote[]; pdf: ((note: string) => string) | undefined };

/** What was taken back of an invoice, and why. */
export function CreditNotes({ notes, pdf }: Props) {
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
                        {text.creditNoteWays[way](money(note.ways[way], note.currency))}
                      </small>
                    ) : null,
                  )}
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
