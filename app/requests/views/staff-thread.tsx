import type { DeskThread } from "../desk-thread.ts";
import { paths } from "../../paths.ts";
import { FileList } from "../../ui/file-list.tsx";
import { Prose } from "../../ui/prose.tsx";
import { Time } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Message = DeskThread["messages"][number];
type Props = { thread: DeskThread; request: { id: string; orgName: string | null } };

/** What was said and noted, oldest first; the newest part of a long thread, and the way to the rest. */
export function StaffThread({ thread: { messages, earlier }, request: { id, orgName } }: Props) {
  const { staffRequests: words } = useText(requestsText);
  return (
    <div className="latest" role="region" tabIndex={0} aria-label={words.thread}>
      <div className="thread">
        {earlier ? (
          <a className="more start" href={paths.staffRequest(id, { messages: "all" })}>
            {words.earlier(earlier)}
          </a>
        ) : null}
        {messages.map((message) =>
          message.kind === "message" || message.kind === "note" ? (
            <Words key={message.id} message={message} orgName={orgName} />
          ) : (
            <Turn key={message.id} message={message} kind={message.kind} />
          ),
        )}
      </div>
    </div>
  );
}

const nameOf = ({ name, email }: Message) => <bdi>{name ? `${name} (${email})` : email}</bdi>;

function Words({ message, orgName }: { message: Message; orgName: string | null }) {
  const { staffRequests: words } = useText(requestsText);
  const { kind, side, via, text, quoted, acceptedBy, unproven, isOutsider, createdAt, position } = message;
  const isNote = kind === "note";
  return (
    <article id={`m${position}`} tabIndex={-1} data-side={side} data-kind={kind}>
      <small>
        {isNote ? <b>{`${words.note} · `}</b> : null}
        {nameOf(message)}
        {side === "customer" && orgName && !isOutsider ? <bdi>, {orgName}</bdi> : null}
        {isOutsider ? `, ${words.outsider}` : null}
        {" · "}
        <Time at={createdAt} as="dateTime" />
        {` · ${isNote ? words.noteWho : words.via[via]}`}
        {acceptedBy ? ` · ${words.letIn(acceptedBy)}` : null}
        {unproven ? `, ${words.notTheirs}` : null}
      </small>
      {text ? <Prose>{text}</Prose> : null}
      {quoted ? <Quoted text={quoted} /> : null}
      <FileList files={message.files} to={paths.staffFile} />
    </article>
  );
}

/** What a mail repeats of earlier ones, behind a tap. */
export function Quoted({ text }: { text: string }) {
  const { staffRequests: words } = useText(requestsText);
  return (
    <details className="rest">
      <summary>{words.quoted}</summary>
      <Prose>{text}</Prose>
    </details>
  );
}

function Turn({ message, kind }: { message: Message; kind: "closed" | "reopened" }) {
  const { staffRequests: words, closingVotes } = useText(requestsText);
  return (
    <small id={`m${message.position}`}>
      {words[kind]} · {nameOf(message)} · <Time at={message.createdAt} as="dateTime" />
      {message.vote ? <b className="under">{closingVotes.toStaff[message.vote]}</b> : null}
    </small>
  );
}
