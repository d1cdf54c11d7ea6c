import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff } from "../sign-in/handles.ts";
import { CustomerFilterForm } from "../staff/views/customer-filter.tsx";
import { CustomerList } from "../staff/views/customer-list.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readCustomerFilter } from "../staff/customer-filter.ts";
import { listCustomers } from "../staff/customers.ts";
import { paths } from "../paths.ts";
import { isoDay } from "../text/format.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled(({ staffCustomers }) => staffCustomers.title, staffText);

export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const query = new URL(args.request.url).searchParams;
  const { config, now } = args.context.portal;
  const filter = readCustomerFilter(query);
  const found = listCustomers(staff, filter, isoDay(now()), query.get("after"));
  return { filter, hasBilling: config.features.has("billing"), ...found };
}

export default function Customers() {
  const { filter, customers, next, isFirst, count, isCut, hasBilling } = useLoaderData<typeof loader>();
  const { staffCustomers: words } = useText(staffText);
  return (
    <Page title={words.title} lead={isCut ? words.cut : words.counted(count)}>
      <CustomerFilterForm filter={filter} />
      {customers.length ? (
        <CustomerList customers={customers} hasBilling={hasBilling} />
      ) : (
        <Empty icon="team" title={words.noneTitle}>
          <p>{filter.q ? words.noMatch : filter.show ? words.none : words.empty}</p>
        </Empty>
      )}
      <Pager
        words={words.pager}
        older={next && paths.staffCustomers({ ...filter, after: next })}
        newest={isFirst ? null : paths.staffCustomers(filter)}
      />
    </Page>
  );
}
