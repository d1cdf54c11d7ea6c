import type { MailChoice, StaffTopic, Topic } from "#db/schema/notifications.ts";
import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import type { RecipientStanding } from "../recipient.ts";
import { notificationsText } from "../text.ts";
import { LeaveFlash, HoldsNow, UndoLeave } from "./leave-said.tsx";

type LeaveProps = {
  token: string;
  topic: Topic | StaffTopic;
  orgName: string;
  /** What the mail was about, where that can be muted. */
  thing: string | null;
  /** What it was before the last change, and whether what the mail was about was followed: what Undo gives back. */
  was: MailChoice | null;
  wasFollowed: boolean;
  isUndone: boolean;
  isSaved: boolean;
  /** Of the company itself. */
  isStaff: boolean;
} & RecipientStanding;

/** What a mail's recipient gets now, and the buttons to get less of it; of what they turned off, to have it back. */
export function LeaveButtons(props: LeaveProps) {
  const { token, topic, orgName, thing, choice, mayWait, following, isStaff } = props;
  const { leave: words } = useText(notificationsText);
  const before = beforeOf(props);
  const isOff = choice === "off";
  const comes = !isOff || following === "follow";
  return (
    <>
      <LeaveFlash {...props} />
      <TopicNow {...props} />
      {following === "mute" && thing ? (
        <UndoLeave token={token} fields={{ what: "thing", ...before }} said={words.isMuted(thing)} />
      ) : null}
      {thing && comes && following !== "mute" ? (
        <PostButton to={paths.leave(token)} fields={{ what: "thing", ...before }} look="second">
          <bdi>{words.stopThing(thing)}</bdi>
        </PostButton>
      ) : null}
      {mayWait && choice === "now" ? (
        <PostButton to={paths.leave(token)} fields={{ what: "digest", ...before }} look="second">
          {words.digest}
        </PostButton>
      ) : null}
      {isOff ? null : (
        <PostButton to={paths.leave(token)} fields={{ what: "topic", ...before }} look="first">
          <bdi>{words.stopTopic(words.topics[topic], orgName)}</bdi>
        </PostButton>
      )}
      <p>
        <a href={isStaff ? paths.staffMails() : paths.notifications()}>{words.all}</a>
      </p>
    </>
  );
}

const beforeOf = ({ was, wasFollowed }: LeaveProps) => ({
  ...(was ? { was } : {}),
  ...(wasFollowed ? { followed: "yes" } : {}),
});

/** How the topic comes now, with the way back: to what it was before where that is known, else to each that it can be. */
function TopicNow(props: LeaveProps) {
  const { token, topic, orgName, choice, mayWait, was } = props;
  const { leave: words } = useText(notificationsText);
  const what = words.topics[topic];
  const before = beforeOf(props);
  if (choice === "now")
    return (
      <p>
        <bdi>{words.isNow(what, orgName)}</bdi>
      </p>
    );
  const said = choice === "off" ? words.isOff(what, orgName) : words.isDigest(what, orgName);
  if (was && was !== "off" && was !== choice)
    return <UndoLeave token={token} fields={{ what: "topic", ...before }} said={said} />;
  return (
    <HoldsNow said={said}>
      <PostButton to={paths.leave(token)} fields={{ what: "now", ...before }}>
        {words.again}
      </PostButton>
      {mayWait && choice === "off" ? (
        <PostButton to={paths.leave(token)} fields={{ what: "digest", ...before }}>
          {words.digest}
        </PostButton>
      ) : null}
    </HoldsNow>
  );
}
