import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePerson, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { Page } from "../ui/page.tsx";
import { RemovalSheet } from "../ui/removal.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm, texts } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { endOwnOtherAddress, listOtherAddresses } from "../people/other-addresses.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { peopleText } from "../people/text.ts";

export const meta = titled(({ me }) => me.endTitle, peopleText);

export function loader(args: LoaderFunctionArgs) {
  const self = requirePerson(args);
  const asked = new URL(args.request.url).searchParams.get("email");
  const found = listOtherAddresses(self).find(({ email }) => email === asked);
  if (!found) throw seeOther(paths.me());
  return { email: found.email };
}

export async function action(args: ActionFunctionArgs) {
  const self = requirePerson(args);
  const { portal } = args.context;
  const form = await readForm(args.request, texts(["email"]));
  const { email = "" } = form.status === "success" ? form.value : {};
  const { me } = textFor(localeOf(args.request), peopleText);
  const system = systemFor(portal);
  if (endOwnOtherAddress(self, system, email, portal.now())) setFlash(system, self.session, me.ended(email));
  return seeOther(paths.me());
}

export default function EndAddress() {
  const { email } = useLoaderData<typeof loader>();
  const { me } = useText(peopleText);
  return (
    <Page title={me.endTitle} back={{ to: paths.me(), name: me.title }} ask={{ lead: me.ask }}>
      <RemovalSheet to={paths.endOwnAddress()} fields={{ email }} keepTo={paths.me()} verb={me.endIt}>
        {me.endText(email)}
      </RemovalSheet>
    </Page>
  );
}
