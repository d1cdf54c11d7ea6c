import type { HomeRequests } from "../home-requests.ts";
import { paths } from "../../paths.ts";
import { requestReference } from "../../text/request-reference.ts";
import { ListRow } from "../../ui/list-row.tsx";
import { RequestTag } from "./request-tag.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = { org: string; requests: HomeRequests };

/** Answers that the person has not replied to, each a row that leads there. */
export function WaitingReplies({ org, requests: { replies, replyCount } }: Props) {
  const { homeRequests: words } = useText(requestsText);
  const rest = replyCount - replies.length;
  return (
    <>
      {replies.map(({ id, number, subject, status }) => (
        <ListRow
          key={id}
          to={paths.newestMessage(org, id)}
          title={<bdi>{subject}</bdi>}
          value={<RequestTag status={status} />}
          sub={words.reply(requestReference(number))}
        />
      ))}
      {rest > 0 ? (
        <ListRow to={paths.requests(org, { whose: "mine", state: "open" })} title={words.moreReplies(rest)} />
      ) : null}
    </>
  );
}

/** The request that something was said in last, where it is not among what waits. */
export function NewestRequest({ org, requests: { newest, replies } }: Props) {
  const { requests } = useText(requestsText);
  if (!newest || replies.some(({ id }) => id === newest.id)) return null;
  return (
    <section className="head" aria-labelledby="request">
      <h2 id="request" className="counted">
        {requests.newest}
      </h2>
      <ul className="sheet flush list">
        <ListRow
          to={paths.newestMessage(org, newest.id)}
          title={<bdi>{newest.subject}</bdi>}
          value={<RequestTag status={newest.status} />}
          sub={requests.named(requestReference(newest.number))}
        />
      </ul>
    </section>
  );
}
