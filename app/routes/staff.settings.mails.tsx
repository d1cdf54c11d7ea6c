import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { staffTopics, type StaffTopic } from "#db/schema/notifications.ts";
import { readForm } from "../http/forms.ts";
import { misfit, seeOther } from "../http/respond.ts";
import { chooseForStaff, listStaffChoices } from "../mail/staff-choices.ts";
import { paths } from "../paths.ts";
import { requireStaff, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { staffText } from "../staff/text.ts";
import { SettingsNav } from "../staff/views/settings-nav.tsx";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { SubmitButton } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { Wish } from "../ui/wish.tsx";

const options = ["now", "off"] as const;
/** Names of fields have no dash. */
const fieldOf = (topic: StaffTopic) => topic.replace("-", "");
const schema = z.partialRecord(z.enum(staffTopics.map(fieldOf)), z.enum(options));

export const meta = titled(({ staffMails }) => staffMails.title, staffText);

export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  return { email: staff.email, choices: listStaffChoices(staff, staff.email, args.context.portal.config) };
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, schema);
  const staff = requireStaff(args);
  const { portal } = args.context;
  if (form.status !== "success") throw misfit();
  for (const { topic, choice } of listStaffChoices(staff, staff.email, portal.config)) {
    const isOff = (form.value[fieldOf(topic)] ?? choice) === "off";
    chooseForStaff(staff, staff.email, { topic, isOff }, "page", portal.now());
  }
  setFlash(systemFor(portal), staff.session, textFor(localeOf(args.request), staffText).staffMails.saved);
  return seeOther(paths.staffMails());
}

export default function StaffMails() {
  const { email, choices } = useLoaderData<typeof loader>();
  const { staffMails: words } = useText(staffText);
  return (
    <Page title={words.title} lead={words.lead(email)} ask={{ lead: words.ask }}>
      <SettingsNav />
      <form className="sheet" method="post" action={paths.staffMails()}>
        {choices.map(({ topic, ...row }) => (
          <Wish key={topic} field={fieldOf(topic)} {...words.topics[topic]} options={options} words={words} {...row} />
        ))}
        <SubmitButton>{words.save}</SubmitButton>
      </form>
    </Page>
  );
}
