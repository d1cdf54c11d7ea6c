import type { SavedReply } from "../saved-replies.ts";
import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = { /** Where the form of the answer is posted to. */ to: string; replies: SavedReply[] };

/** What is written again and again, inside the form of the answer: each is put below what is typed there. */
export function RepliesOffered({ to, replies }: Props) {
  const { staffRequests: words } = useText(requestsText);
  return (
    <details className="rest">
      <summary>{words.savedReplies}</summary>
      {replies.length ? <p className="quiet">{words.savedRepliesHint}</p> : null}
      <ul className="plain">
        {replies.map(({ id, name, text }) => (
          <li key={id}>
            <div className="between">
              <b>{name}</b>
              <span className="row">
                <a className="btn bare" href={paths.savedReply(id)} aria-label={words.changeNamed(name)}>
                  {words.changeReply}
                </a>
                <button
                  className="btn bare"
                  type="submit"
                  name="reply"
                  value={id}
                  formAction={`${to}#answer-message`}
                  aria-label={words.useNamed(name)}
                >
                  {words.useReply}
                </button>
              </span>
            </div>
            <div className="said quiet" dir="auto">
              {text}
            </div>
          </li>
        ))}
        <li>
          <a className="more start" href={paths.savedReplies()}>
            {words.manageReplies}
          </a>
        </li>
      </ul>
    </details>
  );
}
