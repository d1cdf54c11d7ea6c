import type { MailChoice, StaffTopic, Topic } from "#db/schema/notifications.ts";
import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import type { RecipientStanding } from "../recipient.ts";
import { notificationsText } from "../text.ts";

type LeaveProps = {
  token: string;
  topic: Topic | StaffTopic;
  orgName: string;
  /** What the mail was about, where that can be muted. */
  thing: string | null;
  /** What it was before the last press, and whether what the mail was about was followed: what Undo gives back. */
  was: MailChoice | null;
  wasFollowed: boolean;
  /** Of the company itself. */
  isStaff: boolean;
} & RecipientStanding;

/** What a mail's recipient gets now, and the buttons to get less of it; of what they turned off, to have it back. */
export function LeaveButtons(props: LeaveProps) {
  const { token, topic, orgName, thing, choice, mayWait, following, isStaff } = props;
  const { leave: words } = useText(notificationsText);
  const what = words.topics[topic];
  const isOff = choice === "off";
  const comes = !isOff || following === "follow";
  return (
    <>
      <Changed {...props} />
      {thing && comes && following !== "mute" ? (
        <PostButton to={paths.leave(token)} fields={{ what: "thing" }} look="second">
          <bdi>{words.stopThing(thing)}</bdi>
        </PostButton>
      ) : null}
      {mayWait && choice === "now" ? (
        <PostButton to={paths.leave(token)} fields={{ what: "digest" }} look="second">
          {words.digest}
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

/** What they get less of by now, with the way back. */
function Changed({ token, topic, orgName, thing, choice, following, was, wasFollowed }: LeaveProps) {
  const { leave: words } = useText(notificationsText);
  const what = words.topics[topic];
  const fields = { ...(was ? { was } : {}), ...(wasFollowed ? { followed: "yes" } : {}) };
  if (choice === "off")
    return <UndoLeave token={token} fields={{ what: "topic", ...fields }} said={words.isOff(what, orgName)} />;
  if (following === "mute" && thing)
    return <UndoLeave token={token} fields={{ what: "thing", ...fields }} said={words.isMuted(thing)} />;
  if (choice === "digest" && was === "now")
    return <UndoLeave token={token} fields={{ what: "topic", ...fields }} said={words.isDigest(what, orgName)} />;
  return null;
}

/** What was done, and the button that takes it back. */
export function UndoLeave({ token, fields, said }: { token: string; fields: Record<string, string>; said: string }) {
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
