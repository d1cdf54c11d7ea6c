import type { Promised } from "../answer-times.ts";
import type { RequestThread } from "../request-thread.ts";
import { paths } from "../../paths.ts";
import { FilesField, type FilesProps } from "../../ui/files-field.tsx";
import { Field, PostButton, SubmitButton, type useFields } from "../../ui/form.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

export type ReplyValues = { message: string; files: string };
type Props = {
  org: string;
  thread: RequestThread;
  /** By when the company answers, where it is its turn. */
  answer: Promised;
  fields: ReturnType<typeof useFields<ReplyValues>>[1];
  files: Omit<FilesProps, "field">;
};

/** The box for a reply; when to expect an answer; and the way to close the request, or to open it again. */
export function ReplyForm({ org, thread: { id, open }, answer, fields, files }: Props) {
  const { requests: words } = useText(requestsText);
  return (
    <>
      {answer ? (
        <p className="quiet">
          {answer.isLate ? words.later : <TimeIn sentence={words.answerBy} at={answer.by} as="dayAndTime" />}
        </p>
      ) : null}
      <form className="sheet" method="post" action={paths.request(org, id)} encType="multipart/form-data" noValidate>
        <Field field={fields.message} label={words.reply} hint={open ? undefined : words.replyReopens} lines={5} />
        <FilesField field={fields.files} {...files} />
        <SubmitButton>{words.sendReply}</SubmitButton>
      </form>
      {open ? (
        <PostButton to={paths.closeRequest(org, id)} look="quiet">
          {words.close}
        </PostButton>
      ) : (
        <PostButton to={paths.reopenRequest(org, id)} look="quiet">
          {words.reopen}
        </PostButton>
      )}
    </>
  );
}
