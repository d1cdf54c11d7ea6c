import { paths } from "../../paths.ts";
import { FilesField, type FilesProps } from "../../ui/files-field.tsx";
import { Field, useFields } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

export type NoteValues = { message: string; files: string };
type Props = {
  request: string;
  fields: ReturnType<typeof useFields<NoteValues>>[1];
  files: Omit<FilesProps, "field">;
};

/** The box for what only the company sees: in the note's colour, and apart from the one whose words are mailed. */
export function NoteForm({ request, fields, files }: Props) {
  const { staffRequests: words } = useText(requestsText);
  return (
    <form className="form" method="post" action={paths.noteRequest(request)} encType="multipart/form-data" noValidate>
      <Field field={fields.message} label={words.note} hint={words.noteHint} lines={4} />
      <FilesField field={fields.files} {...files} />
      <div className="row">
        <button className="btn second" type="submit">
          {words.keepNote}
        </button>
      </div>
    </form>
  );
}

/** The same behind a tap, below a thread. */
export function NoteFold({ request, once }: { request: string; once: string }) {
  const { staffRequests: words } = useText(requestsText);
  const [, fields] = useFields<NoteValues>("note", null);
  return (
    <section className="sheet note">
      <details className="fold">
        <summary>{words.writeNote}</summary>
        <NoteForm request={request} fields={fields} files={{ answer: null, once, before: null }} />
      </details>
    </section>
  );
}
