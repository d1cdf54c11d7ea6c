import type { LeavingAnswer } from "../leaving-answers.ts";
import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { requestReference } from "../../text/request-reference.ts";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

/** What is about to be sent, with the way to take one's own back; and what could not be sent. */
export function LeavingAnswers({ leaving }: { leaving: LeavingAnswer[] }) {
  const { staffLeaving: words } = useText(requestsText);
  if (!leaving.length) return null;
  return (
    <section className="sheet needs tight" aria-label={words.label}>
      {leaving.map(({ id, requestId, number, text, name, email, isOwn, isHeldUp, stopped, closing }) => (
        <div className="between" key={id}>
          <div>
            <b>
              {stopped
                ? words[stopped === "failed" ? "failed" : "notSent"](requestReference(number))
                : isHeldUp
                  ? words.heldUp(requestReference(number))
                  : isOwn
                    ? words.own(requestReference(number))
                    : words.others(name ?? email, requestReference(number))}
            </b>
            {stopped ? null : <small className="under">{words.after(closing)}</small>}
            <small className="under line" dir="auto">
              {text}
            </small>
          </div>
          {stopped ? (
            <a className="more" href={`${paths.staffRequest(requestId)}#answer`}>
              {words.open}
            </a>
          ) : isOwn ? (
            <PostButton to={paths.undoAnswer(requestId)} fields={{ answer: id }}>
              {words.undo}
            </PostButton>
          ) : null}
        </div>
      ))}
    </section>
  );
}
