import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { openItem, renewItem, tokenPageHeaders } from "../auth/item-links.ts";
import { SubmitButton } from "../components/form.tsx";
import { InvoiceSheets } from "../components/invoice.tsx";
import { ItemBar } from "../components/item-bar.tsx";
import { Page } from "../components/page.tsx";
import { titled } from "../components/title.ts";
import { useText } from "../components/use.ts";
import { masked } from "../http/masked.ts";
import { seeOther } from "../http/respond.ts";
import { findInvoiceSheets } from "../models/invoice.ts";
import { paths } from "../paths.ts";

export const meta = titled<typeof loader>(({ itemLink, billing }, link) => {
  if (!link || link.state === "gone") return itemLink.goneTitle;
  return link.state === "expired" ? itemLink.expiredTitle : billing.invoice(link.invoice.number);
});

export const headers = () => tokenPageHeaders;

function find(args: LoaderFunctionArgs) {
  const item = openItem(args);
  const allLines = new URL(args.request.url).searchParams.get("lines") === "all";
  const invoice = item && findInvoiceSheets(item.tenant, item.itemId, args.context.portal.now(), { allLines });
  return invoice ? { item, invoice } : null;
}

export function loader(args: LoaderFunctionArgs) {
  const found = find(args);
  if (!found) return data({ state: "gone" as const }, { status: 410 });
  const { item, invoice } = found;
  const full = paths.invoice(item.tenant.orgId, invoice.id);
  if (item.isMember) throw seeOther(full, tokenPageHeaders);
  if (item.expired) {
    return data({ state: "expired" as const, number: invoice.number, address: masked(item.email) }, { status: 410 });
  }
  const { email, mayPay } = item;
  return data({ state: "open" as const, token: args.params.token!, invoice, email, mayPay, full });
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
  return link.state === "expired" ? <Expired {...link} /> : <Open {...link} />;
}

type Link<State> = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { state: State }>;

function Open({ token, invoice, email, mayPay, full }: Link<"open">) {
  const { billing, itemLink, shell } = useText();
  const urls = {
    pdf: paths.itemPdf(token),
    pay: mayPay ? paths.itemPay(token) : null,
    allLines: paths.itemLines(token),
  };
  const ask = { lead: billing.ask, name: shell.askAboutThis, about: billing.about(invoice.number) };
  return (
    <>
      <ItemBar next={full} />
      <Page title={billing.invoice(invoice.number)} lead={itemLink.sentTo(email)} ask={ask}>
        <InvoiceSheets invoice={invoice} urls={urls} />
      </Page>
    </>
  );
}

function Expired({ number, address }: Link<"expired">) {
  const { billing, itemLink, shell } = useText();
  const ask = { lead: itemLink.ask, name: shell.askAboutThis, about: billing.about(number) };
  return (
    <>
      <ItemBar next={null} />
      <Page title={itemLink.expiredTitle} lead={itemLink.expiredLead(itemLink.itsInvoice(number))} ask={ask}>
        <form className="sheet" method="post">
          <p>
            {itemLink.newLinkTo} <b>{address}</b>, {itemLink.whereItWent}
          </p>
          <div>
            <SubmitButton>{itemLink.newLink}</SubmitButton>
          </div>
        </form>
      </Page>
    </>
  );
}

function Gone() {
  const { itemLink } = useText();
  return (
    <Page title={itemLink.goneTitle} lead={itemLink.goneLead} ask={{ lead: itemLink.ask }} door>
      <p>
        <a className="btn" href={paths.signIn()}>
          {itemLink.signIn}
        </a>
      </p>
    </Page>
  );
}
