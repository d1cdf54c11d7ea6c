import type { SavedReply } from "../models/saved-replies.ts";
import { paths } from "../paths.ts";
import { useText } from "./use.ts";

type Props = { request: string; replies: SavedReply[] };

/** What is written again and again: each fills the box, or is copied from here. */
export function RepliesOffered({ request, replies }: Props) {
  const { staffRequests: words } = useText();
  return (
    <details className="rest">
      <summary>{words.savedReplies}</summary>
      {replies.length ? <p className="quiet">{words.savedRepliesHint}</p> : null}
      <ul className="plain">
        {replies.map(({ id, name, text }) => (
          <li key={id}>
            <div className="between">
              <b>{name}</b>
              <a
                className="btn bare"
                href={`${paths.staffRequest(request, { reply: id })}#answer-message`}
                aria-label={words.useNamed(name)}
              >
                {words.useReply}
              </a>
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
