import type { CustomerNote } from "../customer-notes.ts";
import { paths } from "../../paths.ts";
import { Field, Hidden } from "../../ui/form.tsx";
import { Time } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { staffText } from "../text.ts";

type FormProps = { org: string; field?: Parameters<typeof Field>[0]["field"]; once: string };

/** One text box for a note that no customer sees. */
export function CustomerNoteForm({ org, field = { id: "note", name: "note" }, once }: FormProps) {
  const { customerNotes: words } = useText(staffText);
  return (
    <form className="head" method="post" action={paths.customerNotes(org)} noValidate>
      <Field field={field} label={words.write} hint={words.hint} lines={3} className="short" />
      <Hidden name="once" value={once} />
      <button className="btn second" type="submit">
        {words.keep}
      </button>
    </form>
  );
}

/** What the company's people keep of a customer, and the box for more. */
export function CustomerNotes({ org, notes, once }: { org: string; notes: CustomerNote[]; once: string }) {
  const { customerNotes: words } = useText(staffText);
  return (
    <section className="sheet note" aria-labelledby="notes">
      <h2 id="notes">{words.title}</h2>
      {notes.length ? (
        <ul className="plain">
          {notes.map(({ id, text, name, writtenBy, createdAt }) => (
            <li key={id}>
              <p className="said">{text}</p>
              <div className="between">
                <small>
                  <bdi>{name ?? writtenBy}</bdi> · <Time at={createdAt} as="near" />
                </small>
                <a className="more" href={paths.removeCustomerNote(org, id)} aria-label={words.removeOne(text)}>
                  {words.remove}
                </a>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      <CustomerNoteForm org={org} once={once} />
    </section>
  );
}
