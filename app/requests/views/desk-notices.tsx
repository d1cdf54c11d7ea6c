import type { DeskPage } from "../desk-page.ts";
import { paths } from "../../paths.ts";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = Pick<DeskPage, "request" | "promised" | "thread" | "held" | "reading">;

const whyUnverified = ({ orgId, verified }: Props["request"]) =>
  orgId !== null ? "unverifiedAuthor" : verified ? "unverifiedCustomer" : "unverifiedWhy";

/** What to know before answering: that it is late, who else reads it, that nobody is proven, whom mails did not reach, what is held. */
export function DeskNotices({ request, promised, thread: { unreached }, held, reading }: Props) {
  const { staffRequests: words } = useText(requestsText);
  const isLate = !!promised?.isLate;
  const isUnverified = !request.verified || request.orgId === null;
  if (!isUnverified && !isLate && !unreached.length && !held.length && !reading.length) return null;
  return (
    <section className="sheet" aria-label={words.before}>
      {isLate ? (
        <p>
          <b className="tag" data-status="overdue">
            {words.late}
          </b>{" "}
          <TimeIn sentence={words.lateWhy} at={promised.by} as="dayAndTime" />
        </p>
      ) : null}
      {isUnverified ? (
        <p>
          <b className="tag" data-status="failed">
            {words.unverifiedTitle}
          </b>{" "}
          {request.disownedAt !== null ? words.disowned : words[whyUnverified(request)]}{" "}
          {request.disownedAt !== null && request.orgId === null ? words.disownedMails : null}
        </p>
      ) : null}
      {reading.map(({ email, name, at }) => (
        <p key={email}>
          <TimeIn sentence={words.alsoOpen(name ?? email)} at={at} as="time" />
        </p>
      ))}
      {unreached.length ? (
        <p>
          <b className="tag" data-status="failed">
            {words.unreached(unreached.map(({ email }) => email))}
          </b>{" "}
          {request.orgId === null ? words.unreachedForGood : words.unreachedWhy}
          {unreached.map(({ email, reason }) =>
            reason === null ? null : (
              <small className="under" key={email}>
                {words.unreachedReason(reason)}
              </small>
            ),
          )}
        </p>
      ) : null}
      {held.map(({ id, fromEmail }) => (
        <p key={id}>
          <a href={paths.heldMail(id)}>{words.heldHere(fromEmail)}</a>
        </p>
      ))}
    </section>
  );
}
