import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff } from "../sign-in/handles.ts";
import { CustomerContact, CustomerPeople, CustomerSeats, StripeCustomers } from "../staff/views/customer-page.tsx";
import { RemovedPeople } from "../staff/views/customer-person.tsx";
import { FactRows } from "../requests/views/customer-facts.tsx";
import { Invited } from "../team/views/invited.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { notFound } from "../http/respond.ts";
import { findCustomerPage } from "../staff/customer-page.ts";
import { paths } from "../paths.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled((_text, data: Loaded<typeof loader>) => data?.organization.name ?? "");

export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const { config, now } = args.context.portal;
  const page = findCustomerPage(staff, args.params.org!, config, now());
  if (!page) throw notFound();
  return { ...page, now: now(), hasOrders: config.features.has("orders") };
}

const inviteWays = (org: string) => ({
  again: (id: string) => paths.staffInviteAgain(org, id),
  withdraw: (id: string) => paths.staffWithdrawInvite(org, id),
});

export default function StaffCustomer() {
  const { organization, facts, people, removed, invited, now, hasTeam, seats, customers, hasOrders } =
    useLoaderData<typeof loader>();
  const { staffCustomer: words } = useText(staffText);
  const { id, name, closedAt } = organization;
  return (
    <Page
      title={<bdi>{name}</bdi>}
      lead={closedAt === null ? undefined : words.closed}
      back={{ to: paths.staffCustomers(), name: words.back }}
      ask={{ lead: words.ask }}
    >
      {hasOrders ? (
        <p>
          <a className="btn second" href={paths.newOrder({ customer: id })}>
            {words.newOrder}
          </a>
        </p>
      ) : null}
      <section className="sheet" aria-labelledby="facts">
        <h2 id="facts">{words.facts}</h2>
        <dl className="facts">
          <FactRows facts={facts} requests={words.requests} />
          <CustomerContact organization={organization} />
          {hasTeam ? <CustomerSeats org={id} seats={seats} /> : null}
        </dl>
      </section>
      <CustomerPeople org={id} people={people} hasTeam={hasTeam} />
      <Invited ways={inviteWays(id)} invited={invited} now={now} />
      <RemovedPeople org={id} removed={removed} />
      {hasTeam ? (
        <p>
          <a className="more" href={paths.staffClosing(id)}>
            {closedAt === null ? words.close : words.reopen}
          </a>
        </p>
      ) : null}
      {customers ? <StripeCustomers org={id} customers={customers} /> : null}
    </Page>
  );
}
