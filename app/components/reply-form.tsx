import type { RequestThread } from "../models/request-thread.ts";
import { paths } from "../paths.ts";
import { Field, Hidden, PostButton, SubmitButton } from "./form.tsx";
import { TimeIn } from "./time.tsx";
import { useText } from "./use.ts";

type Props = {
  org: string;
  thread: RequestThread;
  /** By when the company answers, where it is its turn. */
  answer: { by: number; isLate: boolean } | null;
  message: Parameters<typeof Field>[0]["field"];
  once: string;
};

/** The box for a reply; when to expect an answer; and the way to close the request, or to open it again. */
export function ReplyForm({ org, thread: { id, open }, answer, message, once }: Props) {
  const { requests: words } = useText();
  return (
    <>
      {answer ? (
        <p className="quiet">
          {answer.isLate ? words.later : <TimeIn sentence={words.answerBy} at={answer.by} as="dayAndTime" />}
        </p>
      ) : null}
      <form className="sheet" method="post" action={paths.request(org, id)} noValidate>
        <Field field={message} label={words.reply} hint={open ? undefined : words.replyReopens} lines={5} />
        <Hidden name="once" value={once} />
        <SubmitButton>{words.sendReply}</SubmitButton>
      </form>
      {open ? (
        <PostButton to={paths.closeRequest(org, id)} look="bare">
          {words.close}
        </PostButton>
      ) : (
        <PostButton to={paths.reopenRequest(org, id)} look="bare">
          {words.reopen}
        </PostButton>
      )}
    </>
  );
}
