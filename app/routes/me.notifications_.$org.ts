import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { mailChoices, topics } from "#db/schema/notifications.ts";
import { readForm } from "../http/forms.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { choose, listChoices } from "../notifications/choices.ts";
import { mailReader } from "../notifications/mail-reader.ts";
import { notificationsText } from "../notifications/text.ts";
import { paths } from "../paths.ts";
import { requirePerson, systemFor } from "../sign-in/handles.ts";
import { listOrganizations } from "../sign-in/organizations.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

const schema = z.partialRecord(z.enum(topics), z.enum(mailChoices));

export function loader() {
  throw seeOther(paths.notifications());
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, schema);
  const { portal } = args.context;
  const self = requirePerson(args);
  const member = listOrganizations(self, self.session, portal.now()).find(({ id }) => id === args.params.org);
  const reader = member && mailReader(args, self).within(member.id);
  if (!member || !reader) throw notFound();
  const wanted = form.status === "success" ? form.value : {};
  const wishes = listChoices(self, member, portal.config).flatMap(({ topic, options, choice }) => {
    const mail = wanted[topic];
    return mail && mail !== choice && options.includes(mail) ? [{ topic, mail }] : [];
  });
  choose(reader.tenant, reader, wishes, "page", portal.now());
  const { notifications } = textFor(localeOf(args.request), notificationsText);
  setFlash(systemFor(portal), self.session, notifications.saved(member.name));
  return seeOther(paths.notifications());
}
