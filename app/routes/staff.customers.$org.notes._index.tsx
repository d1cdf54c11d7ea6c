import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { once } from "../forms/once.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireCustomer } from "../staff/customer-access.ts";
import { addCustomerNote, maxNoteLength } from "../staff/customer-notes.ts";
import { staffText } from "../staff/text.ts";
import { CustomerNoteForm } from "../staff/views/customer-notes.tsx";
import { cleanLines } from "../text/clean.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ customerNotes }) => customerNotes.write, staffText);

export function loader(args: LoaderFunctionArgs) {
  return { organization: requireCustomer(args).organization, once: randomUUID() };
}

/** Keeps a note; the page is shown where it was not taken. */
export async function action(args: ActionFunctionArgs) {
  const { staff, organization, tenant } = requireCustomer(args);
  const { portal } = args.context;
  const { customerNotes: words } = textFor(localeOf(args.request), staffText);
  const note = z.string({ error: words.missing }).max(maxNoteLength, words.tooLong(maxNoteLength));
  const form = await readForm(
    args.request,
    z.object({
      note: note.transform((typed) => cleanLines(typed).trim()).pipe(z.string().min(1, words.missing)),
      once: z.string().optional(),
    }),
  );
  if (form.status !== "success") return invalid(form.reply());
  const { note: text, once: key = randomUUID() } = form.value;
  const system = systemFor(portal);
  const act = () => {
    addCustomerNote(staff, tenant, text, portal.now());
    return `${paths.staffCustomer(organization.id)}#notes`;
  };
  const location = once(system, key, { note: organization.id, text }, act, portal.now());
  setFlash(system, staff.session, words.kept);
  return seeOther(location);
}

export default function NewCustomerNote() {
  const { organization, once } = useLoaderData<typeof loader>();
  const { customerNotes: words } = useText(staffText);
  const [form, { note }] = useFields<{ note: string }>("note", useActionData());
  return (
    <Page
      title={words.write}
      back={{ to: paths.staffCustomer(organization.id), name: organization.name }}
      problems={<Problems form={form} />}
    >
      <section className="sheet note">
        <CustomerNoteForm org={organization.id} field={note} once={once} />
      </section>
    </Page>
  );
}
