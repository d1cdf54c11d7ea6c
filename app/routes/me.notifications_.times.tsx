import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { notificationsText } from "../notifications/text.ts";
import { maxPauseDays, timesSchema } from "../notifications/times-form.ts";
import { showTimes } from "../notifications/times-shown.ts";
import { findTimes, saveTimes } from "../notifications/times.ts";
import { TimesPage } from "../notifications/views/times.tsx";
import { paths } from "../paths.ts";
import { requirePerson, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { titled } from "../ui/title.ts";

export const meta = titled(({ times }) => times.title, notificationsText);

export function loader(args: LoaderFunctionArgs) {
  const self = requirePerson(args);
  const shown = showTimes(findTimes(self), args.context.portal.now(), localeOf(args.request));
  return { shown, maxDays: maxPauseDays };
}

export async function action(args: ActionFunctionArgs) {
  const self = requirePerson(args);
  const { portal } = args.context;
  const locale = localeOf(args.request);
  const text = textFor(locale, notificationsText);
  const form = await readForm(args.request, timesSchema(text, portal.now()));
  if (form.status !== "success") return invalid(form.reply());
  const system = systemFor(portal);
  saveTimes(system, { personId: self.personId, locale }, form.value, portal.now());
  setFlash(system, self.session, text.times.saved);
  return seeOther(paths.notifications());
}

export default function DeliveryTimes() {
  const { shown, maxDays } = useLoaderData<typeof loader>();
  return <TimesPage shown={shown} maxDays={maxDays} />;
}
