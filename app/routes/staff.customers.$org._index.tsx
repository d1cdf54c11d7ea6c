import { randomUUID } from "node:crypto";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff } from "../sign-in/handles.ts";
import { CustomerAtAGlance, CustomerPeople, StripeCustomers } from "../staff/views/customer-page.tsx";
import { CustomerNotes } from "../staff/views/customer-notes.tsx";
import { RemovedPeople } from "../staff/views/customer-person.tsx";
import { CustomerInvoices, CustomerOrders, CustomerRequests, LostMails } from "../staff/views/customer-records.tsx";
import { Invited } from "../team/views/invited.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { notFound } from "../http/respond.ts";
import { mailKinds } from "../mails.ts";
import { findCustomerPage, listLostMails } from "../staff/customer-page.ts";
import { paths } from "../paths.ts";
import { billingText } from "../billing/text.ts";
import { staffText } from "../staff/text.ts";
import { localeOf } from "../text/locale.ts";

export const meta = titled((_text, data: Loaded<typeof loader>) => data?.organization.name ?? "");

export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const { config, now } = args.context.portal;
  const page = findCustomerPage(staff, args.params.org!, config, now());
  if (!page) throw notFound();
  const lost = listLostMails(staff, page.organization.id, mailKinds, localeOf(args.request));
  return { ...page, lost, now: now(), once: randomUUID() };
}

const inviteWays = (org: string) => ({
  again: (id: string) => paths.staffInviteAgain(org, id),
  withdraw: (id: string) => paths.staffWithdrawInvite(org, id),
});

export default function StaffCustomer() {
  const { once, now, lost, ...page } = useLoaderData<typeof loader>();
  const { organization, people, removed, invited, hasTeam, customers, suggested, billing, orders, requests, notes } =
    page;
  const { staffCustomer: words, unheard } = useText(staffText, billingText);
  const { id, name, closedAt } = organization;
  return (
    <Page
      title={<bdi>{name}</bdi>}
      lead={closedAt !== null ? words.closed : page.isUnheard ? unheard.customer : undefined}
      back={{ to: paths.staffCustomers(), name: words.back }}
    >
      <div className="beside-facts wide">
        <div className="form">
          {requests ? <CustomerRequests requests={requests} /> : null}
          {orders ? <CustomerOrders orders={orders} customer={name} /> : null}
          {billing ? <CustomerInvoices {...billing} /> : null}
          <LostMails mails={lost} />
          <CustomerPeople org={id} people={people} hasTeam={hasTeam} />
          <Invited ways={inviteWays(id)} invited={invited} now={now} />
          <RemovedPeople org={id} removed={removed} />
          {customers ? <StripeCustomers org={id} customers={customers} suggested={suggested} /> : null}
        </div>
        <aside className="form" aria-label={words.facts}>
          {orders ? (
            <a className="btn" href={paths.newOrder({ customer: id })}>
              {words.newOrder}
            </a>
          ) : null}
          <CustomerAtAGlance page={page} />
          <CustomerNotes org={id} notes={notes} once={once} />
          {hasTeam ? (
            <a className="more start" href={paths.staffClosing(id)}>
              {closedAt === null ? words.close : words.reopen}
            </a>
          ) : null}
        </aside>
      </div>
    </Page>
  );
}
