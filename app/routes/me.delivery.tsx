import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { seeOther, tooMany, unavailable } from "../http/respond.ts";
import { findStop } from "../mail/mail-returns.ts";
import { findTest, tryAgain } from "../notifications/mailbox-test.ts";
import { notificationsText } from "../notifications/text.ts";
import { ComesBack } from "../notifications/views/delivery.tsx";
import { paths } from "../paths.ts";
import { requirePerson, systemFor } from "../sign-in/handles.ts";
import { mailboxTestsPerPerson, takeAll } from "../sign-in/limits.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ delivery }) => delivery.title, notificationsText);

export function loader(args: LoaderFunctionArgs) {
  const self = requirePerson(args);
  const { email } = self.session.person;
  const stop = findStop(self);
  if (!stop) throw seeOther(paths.notifications());
  const test = findTest(self, email, args.context.portal.now());
  if (test?.isOpen) throw seeOther(paths.deliveryCode());
  return { email, stop, test };
}

export async function action(args: ActionFunctionArgs) {
  const self = requirePerson(args);
  const { portal } = args.context;
  const key = `mailbox tests by ${self.personId}`;
  const wait = takeAll(systemFor(portal), [{ key, limit: mailboxTestsPerPerson }], portal.now());
  if (wait) throw tooMany(wait);
  const tried = await tryAgain(portal, self);
  const { delivery } = textFor(localeOf(args.request), notificationsText);
  const back = { to: paths.delivery(), name: delivery.title };
  if (tried === "silent") throw unavailable({ ...delivery.unavailable, again: paths.delivery(), back });
  if (tried === "sent") portal.nudge();
  return seeOther(tried === "sent" ? paths.deliveryCode() : paths.delivery());
}

export default function Delivery() {
  const found = useLoaderData<typeof loader>();
  const { notifications, delivery } = useText(notificationsText);
  return (
    <Page
      title={notifications.stopped[found.stop.reason]}
      back={{ to: paths.me(), name: delivery.back }}
      ask={{ lead: delivery.ask, about: notifications.about(found.email) }}
    >
      <ComesBack {...found} />
    </Page>
  );
}
