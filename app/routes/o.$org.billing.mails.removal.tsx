import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { canonicalAddress } from "../people/address.ts";
import { requireMember, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { Page } from "../ui/page.tsx";
import { RemovalSheet } from "../ui/removal.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { readForm } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { removePayablesAddress } from "../billing/billing-mail-settings.ts";
import { requirePayables } from "../billing/payables/access.ts";
import { listAddressesWith } from "../billing/billing-recipients.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

export const meta = titled(({ billingMails }) => billingMails.removeTitle, billingText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.pay");
  const { email } = requirePayables(args, member);
  return { org: member.orgId, email, isTold: listAddressesWith(member, "billing.notified").includes(email) };
}

const schema = z.object({ email: z.string() });

export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "billing");
  const { portal } = args.context;
  const member = requireMember(args, "billing.pay");
  const form = await readForm(args.request, schema);
  const email = form.status === "success" ? canonicalAddress(form.value.email) : null;
  const { billingMails } = textFor(localeOf(args.request), billingText);
  const isRemoved = !!email && removePayablesAddress(member, email, portal.now());
  const isTold = !!email && listAddressesWith(member, "billing.notified").includes(email);
  const said = isTold ? billingMails.removedTold : billingMails.removed;
  setFlash(systemFor(portal), member.session, isRemoved ? said(email) : billingMails.gone);
  return seeOther(paths.billingMails(member.orgId));
}

export default function RemovePayables() {
  const { org, email, isTold } = useLoaderData<typeof loader>();
  const { billingMails } = useText(billingText);
  return (
    <Page
      title={billingMails.removeTitle}
      back={{ to: paths.billingMails(org), name: billingMails.title }}
      ask={{ lead: billingMails.ask }}
    >
      <RemovalSheet
        to={paths.removePayables(org)}
        fields={{ email }}
        keepTo={paths.billingMails(org)}
        verb={billingMails.remove}
      >
        {isTold ? billingMails.removeTold(email) : billingMails.removeText(email)}
      </RemovalSheet>
    </Page>
  );
}
