import type { ReactNode } from "react";
import type { InvoiceFilter } from "../models/invoice-filter.ts";
import { paths } from "../paths.ts";
import { useText } from "./use.ts";

type Props = { org: string; filter: InvoiceFilter; years: { year: number }[]; isFiltered: boolean };

/** Year, status and one field for number or amount: closed until something is asked for. */
export function InvoiceFilterForm({ org, filter, years, isFiltered }: Props) {
  const { billingList: words } = useText();
  const { year } = filter;
  const offered = years.map((one) => one.year);
  if (year !== null && !offered.includes(year)) offered.unshift(year);
  return (
    <details className="filter" open={isFiltered}>
      <summary>{words.filter}</summary>
      <form method="get" action={paths.billing(org)} role="search" aria-label={words.filter}>
        <Choice name="year" label={words.year} value={year}>
          <option value="">{words.everyYear}</option>
          {offered.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Choice>
        <Choice name="status" label={words.status} value={filter.status}>
          <option value="">{words.everyStatus}</option>
          {Object.entries(words.statuses).map(([status, word]) => (
            <option key={status} value={status}>
              {word}
            </option>
          ))}
        </Choice>
        <div className="field search">
          <label htmlFor="q">{words.search}</label>
          <input id="q" name="q" type="search" autoComplete="off" spellCheck={false} defaultValue={filter.q ?? ""} />
        </div>
        <div className="row">
          <button className="btn second" type="submit">
            {words.show}
          </button>
          {isFiltered ? (
            <a className="btn bare" href={paths.billing(org)}>
              {words.clear}
            </a>
          ) : null}
        </div>
      </form>
    </details>
  );
}

type ChoiceProps = { name: string; label: string; value: string | number | null; children: ReactNode };

function Choice({ name, label, value, children }: ChoiceProps) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={value ?? ""}>
        {children}
      </select>
    </div>
  );
}
