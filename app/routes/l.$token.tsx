import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mayAskBy, openItem, renewItem, tokenPageHeaders, type LinkedItem } from "../links/access.ts";
import { ItemBar } from "../links/views/item-bar.tsx";
import { Expired, Gone, OpenInvoice, OpenOrder } from "../links/views/item-page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { masked } from "../http/masked.ts";
import { seeOther } from "../http/respond.ts";
import { bankTransfer } from "../billing/bank-transfer.ts";
import { billingStanding } from "../billing/billing-standing.ts";
import { findItemRecord } from "../links/item-record.ts";
import { paths } from "../paths.ts";
import { isRequestReference } from "../text/request-reference.ts";
import { billingText } from "../billing/text.ts";
import { linksText } from "../links/text.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(
  ({ itemLink, billing, orders }, link: Loaded<typeof loader>) => {
    if (!link || link.state === "gone") return itemLink.goneTitle;
    if (link.state === "expired") return itemLink.expiredTitle;
    const { kind, number } = link.record.name;
    return kind === "invoice" ? billing.invoice(number) : orders.name(kind, number);
  },
  billingText,
  linksText,
  ordersText,
);

export const headers = () => tokenPageHeaders;

function find(args: LoaderFunctionArgs) {
  const item = openItem(args);
  const all = new URL(args.request.url).searchParams;
  const record =
    item &&
    findItemRecord(item.tenant, item, args.context.portal.now(), {
      all: all.get("lines") === "all" || all.get("events") === "all",
    });
  return record ? { item, record } : null;
}

const fullPage = ({ tenant: { orgId }, kind, itemId }: LinkedItem) =>
  kind === "order" ? paths.order(orgId, itemId) : paths.invoice(orgId, itemId);

/** The reference of what was just asked on this page. */
function askedIn(request: Request): string | null {
  const reference = new URL(request.url).searchParams.get("asked") ?? "";
  return isRequestReference(reference) ? reference : null;
}

export function loader(args: LoaderFunctionArgs) {
  const found = find(args);
  if (!found) return data({ state: "gone" as const }, { status: 410 });
  const { item, record } = found;
  const full = fullPage(item);
  if (item.isMember) throw seeOther(full, tokenPageHeaders);
  const { mayPay, tenant } = item;
  const address = masked(item.email);
  if (item.expired) return data({ state: "expired" as const, name: record.name, address }, { status: 410 });
  const { away } = billingStanding(tenant, args.context.portal, []);
  const asked = askedIn(args.request);
  const answered = new URL(args.request.url).searchParams.get("answered");
  const once = mayAskBy(args, item) ? randomUUID() : null;
  const { bank } = args.context.portal.config;
  const transfer = record.kind === "invoice" ? bankTransfer(bank, [record.invoice]) : null;
  const open = {
    token: args.params.token!,
    org: tenant.orgId,
    record,
    transfer,
    away,
    address,
    mayPay,
    full,
    once,
    asked,
    answered,
  };
  return data({ state: "open" as const, ...open });
}

export function action(args: ActionFunctionArgs) {
  const found = find(args);
  const token = args.params.token!;
  if (!found?.item.expired) throw seeOther(paths.item(token), tokenPageHeaders);
  renewItem(args, found.item);
  throw seeOther(paths.itemRenewed(token), tokenPageHeaders);
}

export default function ItemLink() {
  const link = useLoaderData<typeof loader>();
  if (link.state === "gone") return <Gone />;
  if (link.state === "expired") return <Expired {...link} />;
  const { record } = link;
  return (
    <>
      <ItemBar next={link.full} token={link.token} />
      {record.kind === "order" ? <OpenOrder {...link} record={record} /> : <OpenInvoice {...link} record={record} />}
    </>
  );
}
