import type { ReactNode } from "react";
import type { RequestThread } from "../request-thread.ts";
import { paths } from "../../paths.ts";
import { passesFor } from "../../people/person-name.ts";
import { FileList } from "../../ui/file-list.tsx";
import { Prose } from "../../ui/prose.tsx";
import { Time, TimeIn } from "../../ui/time.tsx";
import { useShell, useText } from "../../ui/use.ts";
import { requestsText, type RequestsText } from "../text.ts";

type Message = RequestThread["messages"][number];
type Props = { org: string; thread: RequestThread; allMessages: string };

/** What was said, oldest first; the newest part of a long thread, and the way to the rest. */
export function Thread({ org, thread: { id, messages, earlier }, allMessages }: Props) {
  const { requests } = useText(requestsText);
  return (
    <div className="thread">
      {earlier ? (
        <a className="more start" href={allMessages}>
          {requests.earlier(earlier)}
        </a>
      ) : null}
      {messages.map((message, at) => {
        const mark = at === messages.length - 1 ? <span id="newest" /> : null;
        return message.kind === "message" ? (
          <Said key={message.id} message={message} mark={mark} to={(file) => paths.requestFile(org, id, file)} />
        ) : (
          <Happened key={message.id} message={message} mark={mark} />
        );
      })}
    </div>
  );
}

/** "You", a colleague's name (their address, where the name is like the company's), or somebody of the company. */
function useAuthor({ isMine, side, author, email }: Message): string {
  const { requests } = useText(requestsText);
  const company = useShell()?.company.name ?? "";
  if (isMine) return requests.you;
  if (side === "staff") return [author, company].filter(Boolean).join(", ");
  return (author && passesFor(company, author) ? email : author) ?? "";
}

const howBy = (via: Message["via"], { byMail, byLink }: RequestsText["requests"]) =>
  via === "mail" ? byMail : via === "link" ? byLink : null;

/** `mark`: where the newest of them begins. */
type MessageProps = { message: Message; mark: ReactNode };

function Said({ message, mark, to }: MessageProps & { to: (file: string) => string }) {
  const { requests } = useText(requestsText);
  const { id, isMine, side, text, quoted, files, via, letIn, typed, createdAt } = message;
  const how = letIn ? requests.letIn : typed ? requests.typed : howBy(via, requests);
  return (
    <article id={id} tabIndex={-1} className={isMine ? "mine" : undefined}>
      <small>
        {mark}
        <bdi>{useAuthor(message)}</bdi> · <Time at={createdAt} as="dateTime" />
        {how ? ` · ${how}` : null}
        {side === "staff" ? (
          <>
            {" · "}
            <b className="tag">{requests.fromUs}</b>
          </>
        ) : null}
      </small>
      {text ? <Prose>{text}</Prose> : null}
      {quoted ? (
        <details className="rest">
          <summary>{requests.quoted}</summary>
          <Prose>{quoted}</Prose>
        </details>
      ) : null}
      <FileList files={files} to={to} />
    </article>
  );
}

function Happened({ message, mark }: MessageProps) {
  const { requests } = useText(requestsText);
  const say = message.kind === "closed" ? requests.closedBy : requests.reopenedBy;
  return (
    <p id={message.id} className="quiet">
      {mark}
      <TimeIn sentence={say(useAuthor(message))} at={message.createdAt} as="near" />
    </p>
  );
}
