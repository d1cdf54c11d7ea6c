import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireOwner } from "../account/access.ts";
import { depart, listOnlyOwned } from "../account/departure.ts";
import { accountText } from "../account/text.ts";
import { GoesAndStays, OnlyOwner } from "../account/views/departure.tsx";
import { notAllowed, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { setCookie } from "../sign-in/cookies.ts";
import { systemFor } from "../sign-in/handles.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Page } from "../ui/page.tsx";
import { RemoveOrKeep } from "../ui/removal.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ departure }) => departure.title, accountText);

export function loader(args: LoaderFunctionArgs) {
  const { self, isOfStaff } = requireOwner(args);
  return { isOfStaff, owned: listOnlyOwned(systemFor(args.context.portal), self.session.person) };
}

export function action(args: ActionFunctionArgs) {
  const { self, isOfStaff } = requireOwner(args);
  const { portal } = args.context;
  const { departure } = textFor(localeOf(args.request), accountText);
  if (isOfStaff) throw notAllowed(departure.staff);
  const byThemselves = { doneBy: null, reason: null };
  if (!depart(systemFor(portal), self.session.person, byThemselves, portal.now())) throw seeOther(paths.departure());
  return seeOther(paths.departed(), { "Set-Cookie": setCookie(portal.config, "sid", null) });
}

export default function Departure() {
  const { isOfStaff, owned } = useLoaderData<typeof loader>();
  const { departure } = useText(accountText);
  return (
    <Page
      title={departure.title}
      lead={isOfStaff ? departure.staff : undefined}
      back={{ to: paths.me(), name: departure.back }}
      ask={{ lead: departure.ask }}
    >
      {isOfStaff ? null : owned.length ? (
        <OnlyOwner owned={owned} />
      ) : (
        <>
          <GoesAndStays />
          <form method="post" action={paths.departure()}>
            <RemoveOrKeep verb={departure.verb} keepTo={paths.me()} keep={departure.keep} />
          </form>
        </>
      )}
    </Page>
  );
}
