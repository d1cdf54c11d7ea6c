import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { openItem, tokenPageHeaders } from "../links/access.ts";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { masked } from "../http/masked.ts";
import { seeOther } from "../http/respond.ts";
import { findItemRecord } from "../links/item-record.ts";
import { paths } from "../paths.ts";
import { linksText } from "../links/text.ts";

export const meta = titled(({ itemLink }) => itemLink.renewedTitle, linksText);

export const headers = () => tokenPageHeaders;

export function loader(args: LoaderFunctionArgs) {
  const item = openItem(args);
  const record = item?.expired ? findItemRecord(item.tenant, item, args.context.portal.now()) : null;
  if (!item || !record) throw seeOther(paths.item(args.params.token!), tokenPageHeaders);
  return { name: record.name, address: masked(item.email) };
}

export default function Renewed() {
  const { name, address } = useLoaderData<typeof loader>();
  const { itemLink } = useText(linksText);
  const lead = itemLink.renewedLead(itemLink.its(name), address);
  return (
    <Page title={itemLink.renewedTitle} lead={lead} ask={{ lead: itemLink.ask }} door>
      <p>{itemLink.renewedNext}</p>
      <p>
        <a className="btn second" href={paths.signIn()}>
          {itemLink.signIn}
        </a>
      </p>
    </Page>
  );
}
