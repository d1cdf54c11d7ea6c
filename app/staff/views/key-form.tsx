import type { Scope } from "#db/schema/feed.ts";
import { paths } from "../../paths.ts";
import { Check, Field, Hidden, SubmitButton, type useFields } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { staffText } from "../text.ts";
import { portalText } from "../../text/portal.ts";

export type KeyValues = Record<Scope | "name" | "expiresOn" | "once", string>;
type Fields = ReturnType<typeof useFields<KeyValues>>[1];

/** Name, rights and end of a new key. */
export function KeyForm({ fields }: { fields: Fields }) {
  const { staffKeys: words, shell } = useText(staffText, portalText);
  const [error] = fields.orders.errors ?? [];
  return (
    <form className="sheet" method="post" action={paths.newKey()} noValidate>
      <Field field={fields.name} label={words.name} hint={words.nameHint} autoComplete="off" />
      <fieldset className="choices" id={fields.orders.id}>
        <legend>{words.scopesTitle}</legend>
        {error ? (
          <span className="error">
            <span className="vh">{shell.error}: </span>
            {error}
          </span>
        ) : null}
        {(Object.keys(words.scopes) as Scope[]).map((scope) => (
          <Check
            key={scope}
            name={scope}
            label={words.scopes[scope]}
            hint={words.scopeHints[scope]}
            checked={fields[scope].initialValue === "on"}
          />
        ))}
      </fieldset>
      <Field field={fields.expiresOn} label={words.expiresOn} type="date" autoComplete="off" optional />
      <Hidden name="once" value={fields.once.initialValue} />
      <SubmitButton>{words.create}</SubmitButton>
    </form>
  );
}

/** A key, the only time that it is shown. */
export function NewKey({ made: { name, key } }: { made: { name: string; key: string } }) {
  const { staffKeys: words } = useText(staffText);
  return (
    <section className="sheet" aria-labelledby="key">
      <h2 id="key">{name}</h2>
      <p className="secret">{key}</p>
      <p className="quiet">{words.madeHow}</p>
      <a className="btn" href={paths.staffKeys()}>
        {words.madeDone}
      </a>
    </section>
  );
}
