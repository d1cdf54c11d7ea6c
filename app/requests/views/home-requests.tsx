import type { HomeRequests } from "../home-requests.ts";
import { paths } from "../../paths.ts";
import { requestReference } from "../../text/request-reference.ts";
import { RequestTag } from "./request-tag.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = { org: string; requests: HomeRequests };

/** Answers that the person has not replied to, each a line that leads there. */
export function WaitingReplies({ org, requests: { replies, replyCount } }: Props) {
  const { homeRequests: words } = useText(requestsText);
  const rest = replyCount - replies.length;
  return (
    <>
      {replies.map(({ id, number, subject, status }) => (
        <li key={id}>
          <a className="between further" href={paths.newestMessage(org, id)}>
            <span>
              {words.reply(requestReference(number))}
              <bdi>{subject}</bdi>
            </span>
            <RequestTag status={status} />
          </a>
        </li>
      ))}
      {rest > 0 ? (
        <li>
          <a className="between further" href={paths.requests(org, { whose: "mine", state: "open" })}>
            {words.moreReplies(rest)}
          </a>
        </li>
      ) : null}
    </>
  );
}

/** The request that something was said in last, where it is not among what waits. */
export function NewestRequest({ org, requests: { newest, replies } }: Props) {
  const { requests } = useText(requestsText);
  if (!newest || replies.some(({ id }) => id === newest.id)) return null;
  return (
    <ul className="sheet flush list" aria-label={requests.newest}>
      <li>
        <a className="main" href={paths.newestMessage(org, newest.id)}>
          <span>
            <b dir="auto">{newest.subject}</b>
            <RequestTag status={newest.status} />
          </span>
          <small>{requests.named(requestReference(newest.number))}</small>
        </a>
      </li>
    </ul>
  );
}
