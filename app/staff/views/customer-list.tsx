import type { CustomerRow } from "../customers.ts";
import { paths } from "../../paths.ts";
import { Time } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { staffText } from "../text.ts";

/** Customers: a table at a desk, a few lines each on a phone. */
export function CustomerList({ customers, hasBilling }: { customers: CustomerRow[]; hasBilling: boolean }) {
  const { staffCustomers: words } = useText(staffText);
  return (
    <table className="sheet rows wide">
      <thead>
        <tr>
          <th scope="col">{words.customer}</th>
          <th scope="col">{words.owner}</th>
          <th scope="col">{words.lastSignIn}</th>
          {hasBilling ? (
            <th scope="col" className="n">
              {words.unpaid}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {customers.map((customer) => (
          <Row key={customer.id} customer={customer} hasBilling={hasBilling} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ customer, hasBilling }: { customer: CustomerRow; hasBilling: boolean }) {
  const { staffCustomers: words } = useText(staffText);
  const { money } = useFormat();
  const { id, name, owner, email, signedInAt, open } = customer;
  return (
    <tr>
      <th scope="row">
        <a href={paths.staffCustomer(id)}>
          <bdi>{name}</bdi>
        </a>
        <Badges customer={customer} />
      </th>
      <td>{owner ?? email ?? <span className="quiet">{words.noOwner}</span>}</td>
      <td data-label={`${words.lastSignIn}:`}>
        {signedInAt === null ? <span className="quiet">{words.never}</span> : <Time at={signedInAt} as="near" />}
      </td>
      {hasBilling ? (
        <td className="n" data-label={open.length ? `${words.unpaid}:` : undefined}>
          {open.map(({ amount, currency }) => money(amount, currency)).join(" + ")}
        </td>
      ) : null}
    </tr>
  );
}

function Badges({ customer: { closedAt, withoutPeople, comesBack, isLate } }: { customer: CustomerRow }) {
  const { staffCustomers: words } = useText(staffText);
  const badges = [
    closedAt === null ? null : ([words.closed, undefined] as const),
    withoutPeople ? ([words.nobody, "due"] as const) : null,
    comesBack ? ([words.comesBack, "failed"] as const) : null,
    isLate ? ([words.late, "late"] as const) : null,
  ].filter((badge) => badge !== null);
  if (!badges.length) return null;
  return (
    <span className="row">
      {badges.map(([word, status]) => (
        <span key={word} className="tag" data-status={status}>
          {word}
        </span>
      ))}
    </span>
  );
}
