import type { DeskPage } from "../desk-page.ts";
import { paths } from "../../paths.ts";
import { answerPlace, RequestState, stateOf } from "./desk-list.tsx";
import { DeskNotices } from "./desk-notices.tsx";
import { LeavingAnswers } from "./leaving-answers.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = Pick<
  DeskPage,
  "request" | "thread" | "promised" | "filter" | "previous" | "next" | "leaving" | "answer" | "held" | "reading"
>;

/** Where a request stands and since when, and the way to its neighbours in the queue: first on its page. */
export function DeskHead(props: Props) {
  const { staffRequests: words } = useText(requestsText);
  const { filter, previous, next } = props;
  const way = (to: string | null, word: string, rel: "prev" | "next") =>
    to ? (
      <a className="more" rel={rel} href={paths.staffRequest(to, filter) + answerPlace}>
        {word}
      </a>
    ) : null;
  return (
    <>
      <div className="between">
        <Standing {...props} />
        {previous || next ? (
          <nav className="row" aria-label={words.neighbours}>
            {way(previous, words.previous, "prev")}
            {way(next, words.next, "next")}
          </nav>
        ) : null}
      </div>
      <div className="live">
        <LeavingAnswers leaving={props.leaving} />
        <DeskNotices {...props} />
      </div>
    </>
  );
}

function Standing({ request, thread: { answered }, promised, answer }: Props) {
  const { staffRequests: words, staffSort, staffLeaving } = useText(requestsText);
  const standing = { ...request, answered, promised, leaving: !!answer };
  const state = stateOf(standing);
  return (
    <p className="counted">
      <span>
        <RequestState request={standing} /> ·{" "}
        {answer ? (
          staffLeaving.after(answer.closing)
        ) : (
          <TimeIn sentence={words.since[state]} at={request.closedAt ?? request.waitingSince} as="dateTime" />
        )}
        {request.snoozedUntil === null ? null : (
          <b className="under">
            <TimeIn sentence={staffSort.snoozedUntil} at={request.snoozedUntil} as="date" />
          </b>
        )}
        {promised && !promised.isLate ? (
          <span className="under quiet">
            <TimeIn sentence={words.promisedBy} at={promised.by} as="dayAndTime" />
          </span>
        ) : null}
      </span>
    </p>
  );
}
