import { Fragment, type ReactNode } from "react";
import type { SearchKind } from "#db/schema/search.ts";
import { paths } from "../../paths.ts";
import { stripePage } from "../../billing/views/stripe-page.ts";
import { Time } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { staffText } from "../text.ts";
import { Reference } from "../../ui/reference.tsx";

type Group<T> = { rows: T[]; isMore: boolean } | null;
type Found = {
  request: Group<{
    id: string;
    number: number;
    subject: string;
    email: string;
    organization: string | null;
    at: number;
  }>;
  organization: Group<{ id: string; name: string; email: string | null }>;
  person: Group<{ id: string; name: string | null; email: string; organizations: { id: string; name: string }[] }>;
  order: Group<{ id: string; title: string; reference: string; organization: string }>;
  invoice: Group<{
    id: string;
    number: string | null;
    total: number;
    currency: string;
    issuedAt: number;
    organization: string | null;
  }>;
};

type Props = { found: Found; kinds: SearchKind[]; max: number };

/** What was found, kind by kind, each row leading to where it is. */
export function SearchResults({ found, kinds, max }: Props) {
  const { staffSearch } = useText(staffText);
  const rows = useRows();
  return kinds.map((kind) => (
    <Fragment key={kind}>
      <h2>{staffSearch.groups[kind]}</h2>
      <ul className="sheet flush list">{rows[kind](found)}</ul>
      {found[kind]!.isMore ? <p className="quiet">{staffSearch.newest(max)}</p> : null}
    </Fragment>
  ));
}

type ResultProps = { to: string; name: string; side?: ReactNode; children: ReactNode };

function Result({ to, name, side, children }: ResultProps) {
  return (
    <li>
      <a className="main" href={to}>
        <span>
          <b>{name}</b>
          {side}
        </span>
        <small>{children}</small>
      </a>
    </li>
  );
}

function useRows(): Record<SearchKind, (found: Found) => ReactNode> {
  const { staffSearch: words } = useText(staffText);
  const format = useFormat();
  return {
    request: ({ request }) =>
      request!.rows.map(({ id, number, subject, email, organization, at }) => (
        <Result key={id} to={paths.staffRequest(id)} name={subject} side={<Time at={at} as="shortDate" />}>
          {words.request(number)} · {organization ?? email}
        </Result>
      )),
    organization: ({ organization }) =>
      organization!.rows.map(({ id, name, email }) => (
        <Result key={id} to={paths.staffCustomer(id)} name={name}>
          {email}
        </Result>
      )),
    person: ({ person }) =>
      person!.rows.map(({ id, name, email, organizations }) => (
        <Result
          key={id}
          to={organizations[0] ? paths.staffCustomer(organizations[0].id) : `mailto:${email}`}
          name={name ?? email}
        >
          {[name ? email : words.noName, ...organizations.map((one) => one.name)].join(" · ")}
        </Result>
      )),
    order: ({ order }) =>
      order!.rows.map(({ id, title, reference, organization }) => (
        <Result key={id} to={paths.staffOrder(id)} name={title}>
          <Reference>{reference}</Reference> · {organization}
        </Result>
      )),
    invoice: ({ invoice }) =>
      invoice!.rows.map(({ id, number, total, currency, issuedAt, organization }) => (
        <Result
          key={id}
          to={stripePage(id)}
          name={number ?? id}
          side={<b className="n">{format.money(total, currency)}</b>}
        >
          {organization ?? words.noOrganization} · <Time at={issuedAt} as="shortDate" /> · {words.atStripe}
        </Result>
      )),
  };
}
