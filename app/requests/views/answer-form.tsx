import type { DeskThread } from "../desk-thread.ts";
import type { SavedReply } from "../saved-replies.ts";
import { paths } from "../../paths.ts";
import { FilesField, type FilesProps } from "../../ui/files-field.tsx";
import { Field, Hidden, SubmitButton, type useFields } from "../../ui/form.tsx";
import { RepliesOffered } from "./replies-offered.tsx";
import { useShell, useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

export type AnswerValues = { message: string; seen: string; customer: string; files: string; job: string };
type Props = {
  request: { id: string; open: boolean; orgId: string | null };
  fields: ReturnType<typeof useFields<AnswerValues>>[1];
  /** Who is mailed what is sent; who wrote on the customer's side, and is not; the place of the newest message. */
  thread: Pick<DeskThread, "people" | "outsiders" | "last">;
  replies: SavedReply[];
  files: Omit<FilesProps, "field">;
  /** Where it is posted to: the thread, as it was opened. */
  to: string;
  hasNext: boolean;
  /** The id of the answer that is in the box since it did not go. */
  stopped?: string;
};

/** The box for an answer: sent, or sent and closed; with the saved replies that can go into it. */
export function AnswerForm({ request, fields, thread, replies, files, to, hasNext, stopped }: Props) {
  const { staffRequests: words, staffLeaving } = useText(requestsText);
  const { people, outsiders, last } = thread;
  const goes = [
    request.open ? null : words.opensAgain,
    words.answerGoes(people.map(({ name, email }) => name ?? email)),
    outsiders.length ? words.gets(outsiders) : null,
  ];
  const hasFiles = !!fields.files.errors || !!(files.answer as { kept?: unknown[] } | null)?.kept?.length;
  return (
    <form className="sheet composer" method="post" action={to} id="answer" encType="multipart/form-data" noValidate>
      <Field field={fields.message} label={words.answer} hint={goes.filter(Boolean).join(" ")} lines={4} />
      <Hidden name="again" value={stopped} />
      <Hidden name="seen" value={(fields.seen.initialValue as string | undefined) ?? String(last)} />
      <Hidden
        name="customer"
        value={(fields.customer.initialValue as string | undefined) ?? request.orgId ?? "nobody"}
      />
      <div className="row">
        <SubmitButton>{words.send}</SubmitButton>
        {hasNext ? (
          <button className="btn second" type="submit" name="go" value="next">
            {words.sendAndNext}
          </button>
        ) : null}
        <button className="btn second" type="submit" name="closing" value="yes">
          {words.sendAndClose}
        </button>
        {stopped ? (
          <button
            className="btn bare"
            type="submit"
            name="answer"
            value={stopped}
            formAction={paths.discardAnswer(request.id)}
            formEncType="application/x-www-form-urlencoded"
          >
            {staffLeaving.discard}
          </button>
        ) : null}
      </div>
      <Nameless />
      <div className="row folds">
        <RepliesOffered to={to} replies={replies} />
        <details className="rest" open={hasFiles}>
          <summary>{words.attach}</summary>
          <FilesField field={fields.files} {...files} />
        </details>
      </div>
    </form>
  );
}

/** Whoever has no name is told what customers read instead. */
function Nameless() {
  const { staffRequests: words } = useText(requestsText);
  const shell = useShell();
  if (!shell?.person || shell.person.name) return null;
  return (
    <p className="quiet">
      {words.nameless(shell.company.name)} <a href={paths.me()}>{words.giveName}</a>
    </p>
  );
}
