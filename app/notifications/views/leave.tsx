import type { MailChoice, StaffTopic, Topic } from "#db/schema/notifications.ts";
import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { notificationsText } from "../text.ts";

type LeaveProps = {
  token: string;
  topic: Topic | StaffTopic;
  orgName: string;
  /** What the mail was about, where that can be muted. */
  thing: string | null;
  choice: MailChoice;
  /** What it was before they turned it off, where Undo is to give that. */
  was: "digest" | null;
  isMuted: boolean;
  /** Of the company itself. */
  isStaff: boolean;
};

/** What a mail's recipient gets now, and the buttons to get less of it; of what they turned off, to have it back. */
export function LeaveButtons({ token, topic, orgName, thing, choice, was, isMuted, isStaff }: LeaveProps) {
  const { leave: words } = useText(notificationsText);
  const what = words.topics[topic];
  const isOff = choice === "off";
  return (
    <>
      {isOff ? (
        <Undo token={token} fields={{ what: "topic", ...(was ? { was } : {}) }} said={words.isOff(what, orgName)} />
      ) : isMuted && thing ? (
        <Undo token={token} fields={{ what: "thing" }} said={words.isMuted(thing)} />
      ) : null}
      {thing && !isMuted && !isOff ? (
        <PostButton to={paths.leave(token)} fields={{ what: "thing" }} look="second">
          <bdi>{words.stopThing(thing)}</bdi>
        </PostButton>
      ) : null}
      {isOff ? null : (
        <PostButton to={paths.leave(token)} fields={{ what: "topic" }} look="first">
          <bdi>{words.stopTopic(what, orgName)}</bdi>
        </PostButton>
      )}
      <p>
        <a href={isStaff ? paths.staffMails() : paths.notifications()}>{words.all}</a>
      </p>
    </>
  );
}

function Undo({ token, fields, said }: { token: string; fields: Record<string, string>; said: string }) {
  const { leave: words } = useText(notificationsText);
  return (
    <section className="sheet" role="status">
      <p>
        <bdi>{said}</bdi>
      </p>
      <PostButton to={paths.leaveUndo(token)} fields={fields}>
        {words.undo}
      </PostButton>
    </section>
  );
}
