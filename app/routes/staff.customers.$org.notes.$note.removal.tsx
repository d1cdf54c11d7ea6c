import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireCustomer } from "../staff/customer-access.ts";
import { findCustomerNote, removeCustomerNote } from "../staff/customer-notes.ts";
import { staffText } from "../staff/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Page } from "../ui/page.tsx";
import { RemovalSheet } from "../ui/removal.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ customerNotes }) => customerNotes.removeTitle, staffText);

export function loader(args: LoaderFunctionArgs) {
  const { organization, tenant } = requireCustomer(args);
  const note = findCustomerNote(tenant, args.params.note!);
  if (!note) throw seeOther(paths.staffCustomer(organization.id));
  return { organization, note };
}

export function action(args: ActionFunctionArgs) {
  const { staff, organization, tenant } = requireCustomer(args);
  const { portal } = args.context;
  removeCustomerNote(staff, tenant, args.params.note!, portal.now());
  const { customerNotes: words } = textFor(localeOf(args.request), staffText);
  setFlash(systemFor(portal), staff.session, words.removed);
  return seeOther(paths.staffCustomer(organization.id));
}

export default function RemoveCustomerNote() {
  const { organization, note } = useLoaderData<typeof loader>();
  const { customerNotes: words } = useText(staffText);
  const back = paths.staffCustomer(organization.id);
  return (
    <Page title={words.removeTitle} back={{ to: back, name: organization.name }}>
      <RemovalSheet to={paths.removeCustomerNote(organization.id, note.id)} verb={words.remove} keepTo={back}>
        <span className="said">{note.text}</span>
      </RemovalSheet>
    </Page>
  );
}
