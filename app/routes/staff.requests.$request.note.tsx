import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { readFilesForm } from "../requests/form-files.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyRequest } from "../requests/desk-access.ts";
import { keepTyped, typedBefore } from "../forms/typed-before.ts";
import { useTypedNotice } from "../ui/files-field.tsx";
import { Problems, useFields } from "../ui/form.tsx";
import { NoteForm, type NoteValues } from "../requests/views/note-form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { noteSchema } from "../requests/answer-form.ts";
import { dispensable } from "../http/storage-fault.ts";
import { once } from "../forms/once.ts";
import { noteOn } from "../requests/requests-by-staff.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";
import { portalText } from "../text/portal.ts";

export const meta = titled(({ staffRequests }) => staffRequests.writeNote, requestsText);

export function loader(args: LoaderFunctionArgs) {
  const { id, subject } = requireAnyRequest(args).request;
  return { id, subject, before: typedBefore(args), once: randomUUID() };
}

/** Keeps a note that only the company sees; the page is shown where it cannot be kept, or its writer was signed out. */
export async function action(args: ActionFunctionArgs) {
  const texts = textFor(localeOf(args.request), requestsText, portalText);
  await keepTyped(args, ["message"]);
  const { staff, clerk, request, now } = requireAnyRequest(args);
  const { form, isGood, ...files } = await readFilesForm(args, staff, staff.email, noteSchema(texts.staffRequests));
  if (form.status !== "success" || !isGood) return files.answer();
  const { once: key = randomUUID(), message: text } = form.value;
  if (!text && !files.count) return files.answer({ fieldErrors: { message: [texts.staffRequests.messageMissing] } });
  const { portal } = args.context;
  const system = systemFor(portal);
  const act = () => {
    noteOn(clerk, request.id, { text, draft: files.draft }, now);
    return paths.staffRequest(request.id);
  };
  const sent = { note: request.id, text, files: files.content };
  const location = dispensable(portal, () => once(system, key, sent, act, now));
  if (!location) return files.answer({ formErrors: [texts.files.notSaved(portal.config.supportEmail)] });
  setFlash(system, staff.session, texts.staffRequests.said.noted);
  return files.written(location);
}

export default function Note() {
  const { id, subject, before, once } = useLoaderData<typeof loader>();
  const { staffRequests: words } = useText(requestsText);
  const posted = useActionData();
  const [form, fields] = useFields<NoteValues>("note", posted, before?.typed);
  return (
    <Page
      title={words.writeNote}
      back={{ to: paths.staffRequest(id), name: subject }}
      notice={useTypedNotice(before)}
      problems={<Problems form={form} />}
      ask={{ lead: words.ask }}
    >
      <section className="sheet note">
        <NoteForm request={id} fields={fields} files={{ answer: posted, once, before }} />
      </section>
    </Page>
  );
}
