import { Fragment } from "react";
import type { findCustomerPage } from "../customer-page.ts";
import { paths } from "../../paths.ts";
import { Hidden, PostSheet } from "../../ui/form.tsx";
import { Time } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { staffText } from "../text.ts";
import { StripeId } from "./find-stripe-customer.tsx";
import { teamText } from "../../team/text.ts";
import { signInText } from "../../sign-in/text.ts";

type CustomerPage = NonNullable<ReturnType<typeof findCustomerPage>>;

/** What is unpaid, how they are reached, and their seats. */
export function CustomerAtAGlance({
  page,
}: {
  page: Pick<CustomerPage, "organization" | "billing" | "hasTeam" | "seats">;
}) {
  const { staffCustomer: words } = useText(staffText);
  const { money } = useFormat();
  const { organization, billing, hasTeam, seats } = page;
  return (
    <section className="sheet" aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <dl className="facts">
        {billing ? (
          <>
            <dt>{words.unpaid}</dt>
            <dd>
              {billing.open.map(({ amount, currency }) => money(amount, currency)).join(" + ") || words.nothingUnpaid}
            </dd>
          </>
        ) : null}
        <CustomerContact organization={organization} />
        {hasTeam ? <CustomerSeats org={organization.id} seats={seats} /> : null}
      </dl>
    </section>
  );
}

/** How the organization itself is reached, and what it is called elsewhere: rows of facts. */
function CustomerContact({ organization }: Pick<CustomerPage, "organization">) {
  const { staffCustomer: words } = useText(staffText);
  const { email, phone, externalId, createdAt } = organization;
  const rows = [
    [words.email, email && <a href={`mailto:${email}`}>{email}</a>],
    [words.phone, phone],
    [words.number, externalId],
    [words.since, <Time key="since" at={createdAt} as="date" />],
  ] as const;
  return rows.map(([name, value]) =>
    value ? (
      <Fragment key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </Fragment>
    ) : null,
  );
}

/** How many people they may have: a row of facts, and the way to change it. */
function CustomerSeats({ org, seats }: { org: string } & Pick<CustomerPage, "seats">) {
  const { staffSeats, seats: words } = useText(teamText);
  return (
    <>
      <dt>{staffSeats.title}</dt>
      <dd>
        {seats ? words.inUse(seats.inUse, seats.limit, seats.invited) : staffSeats.noLimit}
        <br />
        <a href={paths.customerSeats(org)}>{staffSeats.change}</a>
      </dd>
    </>
  );
}

/** Who can sign in for them, as what, and whether our mails reach them. */
export function CustomerPeople({ org, people, hasTeam }: { org: string } & Pick<CustomerPage, "people" | "hasTeam">) {
  const { staffCustomer: words, organizations } = useText(signInText, staffText);
  return (
    <section className="head" aria-labelledby="people">
      <h2 id="people">{words.people}</h2>
      {people.length ? (
        <ul className="sheet flush list">
          {people.map(({ id, name, email, role, comesBack, others }) => (
            <Fragment key={id}>
              <li>
                <a className="main" href={`mailto:${email}`}>
                  <span>
                    <b>
                      <bdi>{name ?? words.noName}</bdi>
                    </b>
                    {organizations.roles[role]}
                  </span>
                  <small>{email}</small>
                  {comesBack ? (
                    <small>
                      <span className="tag" data-status="failed">
                        {words.cameBack}
                      </span>
                    </small>
                  ) : null}
                </a>
                {hasTeam ? (
                  <a className="file" href={paths.staffPerson(org, id)} aria-label={words.changeNamed(name ?? email)}>
                    {words.change}
                  </a>
                ) : null}
              </li>
              {others.map((other) => (
                <OtherAddress key={other.email} org={org} name={name ?? email} other={other} />
              ))}
            </Fragment>
          ))}
        </ul>
      ) : (
        <p className="quiet">{words.noPeople}</p>
      )}
      {hasTeam ? (
        <div className="row">
          <a className="btn second" href={paths.staffInvite(org)}>
            {words.invite}
          </a>
          <a className="btn bare" href={paths.staffOwner(org)}>
            {words.makeOwner}
          </a>
        </div>
      ) : null}
    </section>
  );
}

type OtherAddressProps = { org: string; name: string; other: CustomerPage["people"][number]["others"][number] };

/** An address from which a person's mails come as well, and the way to end it. */
function OtherAddress({ org, name, other: { email, addedBy } }: OtherAddressProps) {
  const { staffCustomer: words } = useText(staffText);
  return (
    <li>
      <div className="main">
        <small>
          <bdi>{words.alsoFrom(name)}</bdi>
        </small>
        {email}
        <small>{words.letInBy(addedBy)}</small>
      </div>
      <a className="file" href={paths.endAddress(org, email)} aria-label={words.endNamed(email)}>
        {words.end}
      </a>
    </li>
  );
}

/** Whose invoices at Stripe are theirs. */
export function StripeCustomers({
  org,
  customers,
  suggested,
}: {
  org: string;
  customers: NonNullable<CustomerPage["customers"]>;
} & Pick<CustomerPage, "suggested">) {
  const { staffCustomer: words } = useText(staffText);
  return (
    <section className="head" aria-labelledby="stripe">
      <h2 id="stripe">{words.stripe}</h2>
      {customers.length ? (
        <ul className="sheet flush list">
          {customers.map(({ id, name, email }) => (
            <li key={id}>
              <a className="main" href={`https://dashboard.stripe.com/customers/${id}`}>
                <span>
                  <b>
                    <bdi>{name ?? email ?? id}</bdi>
                  </b>
                </span>
                <small>{[id, name && email, words.atStripe].filter(Boolean).join(" · ")}</small>
              </a>
              <a className="file" href={paths.unlinkCustomer(org, id)} aria-label={words.unlinkNamed(name ?? id)}>
                {words.unlink}
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p className="quiet">{words.noStripe}</p>
      )}
      {suggested.map(({ id, name, email, invoices }) => (
        <PostSheet key={id} to={paths.linkCustomer(org)} fields={{ customer: id }} verb={words.linkIt(id)}>
          {words.suggested(name ?? email ?? id, id, words.invoices(invoices))}
        </PostSheet>
      ))}
      <LinkById org={org} />
    </section>
  );
}

/** Links a customer at Stripe by its id; one that is another's is looked at first. */
function LinkById({ org }: { org: string }) {
  const { staffCustomer: words } = useText(staffText);
  return (
    <form className="sheet" method="post" action={paths.linkCustomer(org)} aria-label={words.link} noValidate>
      <StripeId typed={null} />
      <Hidden name="typed" value="yes" />
      <button className="btn second" type="submit">
        {words.link}
      </button>
    </form>
  );
}
