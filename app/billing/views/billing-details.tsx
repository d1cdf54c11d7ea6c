import { Fragment, type ReactNode } from "react";
import type { DetailName, Details, AddressFields } from "../billing-details.ts";
import type { DetailChange } from "../detail-changes.ts";
import type { DetailsView } from "../details-view.ts";
import { paths } from "../../paths.ts";
import { countryName } from "../../text/countries.ts";
import { EmailAddress } from "../../ui/email-address.tsx";
import { PostButton } from "../../ui/form.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

const order = ["name", "address", "taxId", "email", "phone", "poNumber"] as const;

/** What stands on a customer's invoices, with what is still on its way to billing. */
export function DetailsSheet({ view, editPath }: { view: DetailsView; editPath: string | null }) {
  const { billingDetails } = useText(billingText);
  return (
    <section className="sheet" aria-label={billingDetails.title}>
      <dl className="facts">
        {order.map((name) => (
          <Fact key={name} name={name}>
            <Value name={name} value={view.details[name]} />
            {name === "taxId"
              ? view.otherTaxIds.map((value) => (
                  <div key={value} className="under">
                    {value}
                  </div>
                ))
              : null}
            {view.saving.includes(name) ? (
              <span className="tag under" data-status="due">
                {billingDetails.saving}
              </span>
            ) : null}
          </Fact>
        ))}
      </dl>
      {editPath ? (
        <div className="row fill">
          <a className="btn" href={editPath}>
            {billingDetails.change}
          </a>
        </div>
      ) : null}
    </section>
  );
}

function Fact({ name, children }: { name: DetailName; children: ReactNode }) {
  return (
    <>
      <dt>{useDetailLabel()(name)}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** What a detail is called. */
export function useDetailLabel() {
  const { billingDetails } = useText(billingText);
  return (name: DetailName) => (name === "address" ? billingDetails.address : billingDetails.fields[name].label);
}

function Value({ name, value, empty }: { name: DetailName; value: Details[DetailName]; empty?: string }) {
  const { billingDetails } = useText(billingText);
  const { locale } = useFormat();
  const lines =
    name === "address"
      ? addressLines(value as AddressFields, locale)
      : [value && typeof value === "object" && "value" in value ? value.value : (value as string | null)];
  const said = lines.filter(Boolean);
  if (!said.length) return <span className="quiet">{empty ?? billingDetails.notGiven}</span>;
  return said.map((line, i) => (
    <div key={i} className="under">
      {name === "email" ? <EmailAddress>{line!}</EmailAddress> : line}
    </div>
  ));
}

/** Countries where the town comes before the postcode. */
const townFirst = new Set("AU CA GB IE IN NZ SG US ZA".split(" "));

function addressLines({ line1, line2, postcode, city, state, country }: AddressFields, locale: string): string[] {
  const town = townFirst.has(country)
    ? [[city, state].filter(Boolean).join(", "), postcode].filter(Boolean).join(" ")
    : [postcode, city].filter(Boolean).join(" ");
  return [line1, line2, town, townFirst.has(country) ? "" : state, country && countryName(country, locale)];
}

type OpenProps = { org: string; change: DetailChange; mayChange: boolean };

/** A change that somebody else was faster with: both values, and the choice between them. */
export function Conflict({ org, change, mayChange }: OpenProps) {
  const { billingDetails } = useText(billingText);
  const label = useDetailLabel();
  const to = paths.decideDetails(org, change.id);
  return (
    <section className="sheet problem">
      <div className="head">
        <h2>{billingDetails.conflictTitle}</h2>
        <p className="quiet">{mayChange ? billingDetails.conflictLead : billingDetails.conflictRead}</p>
      </div>
      <dl className="facts">
        {order
          .filter((name) => name in change.theirs)
          .flatMap((name) => [
            <Fragment key={`${name} mine`}>
              <dt>{billingDetails.yours(label(name))}</dt>
              <dd>
                <Value name={name} value={change.changes[name]!.to} empty={billingDetails.empty} />
              </dd>
            </Fragment>,
            <Fragment key={`${name} theirs`}>
              <dt>{billingDetails.theirs(label(name))}</dt>
              <dd>
                <Value name={name} value={change.theirs[name] ?? null} empty={billingDetails.empty} />
              </dd>
            </Fragment>,
          ])}
      </dl>
      {mayChange ? (
        <div className="row">
          <PostButton to={to} fields={{ keep: "mine" }}>
            {billingDetails.useMine}
          </PostButton>
          <PostButton to={to} fields={{ keep: "theirs" }}>
            {billingDetails.keepTheirs}
          </PostButton>
        </div>
      ) : null}
    </section>
  );
}

/** A change that did not get through: why, what was typed, and the way on. */
export function Refused({ org, change, mayChange, editPath }: OpenProps & { editPath: string | null }) {
  const { billingDetails } = useText(billingText);
  const label = useDetailLabel();
  const { reason, detail } = change.refusal!;
  return (
    <section className="sheet problem">
      <div className="head">
        <h2>{billingDetails.refusedTitle}</h2>
        <p>{billingDetails.refused[reason](detail && label(detail))}</p>
      </div>
      <dl className="facts">
        {order
          .filter((name) => name in change.changes)
          .map((name) => (
            <Fragment key={name}>
              <dt>{billingDetails.typed(label(name))}</dt>
              <dd>
                <Value name={name} value={change.changes[name]!.to} empty={billingDetails.empty} />
              </dd>
            </Fragment>
          ))}
      </dl>
      {mayChange ? (
        <div className="row">
          {editPath ? (
            <a className="btn second" href={editPath}>
              {billingDetails.tryAgain}
            </a>
          ) : null}
          <PostButton to={paths.decideDetails(org, change.id)} fields={{ keep: "theirs" }} look="bare">
            {billingDetails.letGo}
          </PostButton>
        </div>
      ) : null}
    </section>
  );
}
