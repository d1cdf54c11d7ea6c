import type { ReactNode } from "react";

type Props = {
  to: string;
  isFiltered: boolean;
  words: { filter: string; show: string; clear: string };
  children: ReactNode;
};

/** A filter that lives in the URL: closed until something is asked for. */
export function FilterForm({ to, isFiltered, words, children }: Props) {
  return (
    <details className="filter" open={isFiltered}>
      <summary>{words.filter}</summary>
      <form method="get" action={to} role="search" aria-label={words.filter}>
        {children}
        <div className="row">
          <button className="btn second" type="submit">
            {words.show}
          </button>
          {isFiltered ? (
            <a className="btn bare" href={to}>
              {words.clear}
            </a>
          ) : null}
        </div>
      </form>
    </details>
  );
}

type FieldProps = { name: string; label: string; value: string | number | null };

/** One of a few; its options are the children. */
export function Choice({ name, label, value, children }: FieldProps & { children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={value ?? ""}>
        {children}
      </select>
    </div>
  );
}

/** Words to look for. */
export function Search({ name, label, value }: FieldProps) {
  return (
    <div className="field search">
      <label htmlFor={name}>{label}</label>
      <input id={name} name={name} type="search" autoComplete="off" spellCheck={false} defaultValue={value ?? ""} />
    </div>
  );
}
