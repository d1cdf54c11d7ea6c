import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { Page } from "../ui/page.tsx";
import { RemovalSheet } from "../ui/removal.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm, texts } from "../http/forms.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { findOrganization } from "../people/organization-search.ts";
import { endOtherAddress, findOtherAddress } from "../people/other-addresses.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled(
  ({ staffCustomer }, data: Loaded<typeof loader>) => staffCustomer.endTitle(data?.found.email ?? ""),
  staffText,
);

/** Throws 404 where there is no such customer. */
function requireCustomer(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const organization = findOrganization(staff, args.params.org!);
  if (!organization) throw notFound();
  return { staff, organization, now: args.context.portal.now() };
}

export function loader(args: LoaderFunctionArgs) {
  const { staff, organization } = requireCustomer(args);
  const found = findOtherAddress(staff, organization.id, new URL(args.request.url).searchParams.get("email") ?? "");
  if (!found) throw seeOther(paths.staffCustomer(organization.id));
  return { organization, found };
}

export async function action(args: ActionFunctionArgs) {
  const { staff, organization, now } = requireCustomer(args);
  const form = await readForm(args.request, texts(["email"]));
  const { email = "" } = form.status === "success" ? form.value : {};
  const ended = endOtherAddress(staff, organization.id, email, now);
  const { staffCustomer: words } = textFor(localeOf(args.request), staffText);
  if (ended) setFlash(systemFor(args.context.portal), staff.session, words.ended(email, ended.name ?? ended.person));
  return seeOther(paths.staffCustomer(organization.id));
}

export default function EndAddress() {
  const { organization, found } = useLoaderData<typeof loader>();
  const { staffCustomer: words } = useText(staffText);
  const { id, name } = organization;
  return (
    <Page
      title={<bdi>{words.endTitle(found.email)}</bdi>}
      back={{ to: paths.staffCustomer(id), name }}
      ask={{ lead: words.ask }}
    >
      <RemovalSheet
        to={paths.endAddress(id)}
        fields={{ email: found.email }}
        keepTo={paths.staffCustomer(id)}
        verb={words.endIt}
      >
        {words.endText(found.email, found.name ?? found.person)}
      </RemovalSheet>
    </Page>
  );
}
