import { z } from "zod";
import { mailChoices, type MailChoice } from "#db/schema/notifications.ts";
import { setFollowing, setTopic, standingOfRecipient, type Deed, type Recipient } from "./recipient.ts";

/** What a button of the page is for: all of the topic off, in a digest or on again, or the one thing that the mail was about. */
const schema = z.object({
  what: z.enum(["topic", "digest", "now", "thing"]),
  was: z.string().optional(),
  followed: z.string().optional(),
});
type Change = z.infer<typeof schema>;

const isChoice = (text: string | null): text is MailChoice => mailChoices.some((choice) => choice === text);

/** What an address of the link says that was before, and what the last press did. */
export function readBefore(asked: URLSearchParams) {
  const was = asked.get("was");
  return {
    was: isChoice(was) ? was : null,
    wasFollowed: asked.has("followed"),
    isUndone: asked.has("undone"),
    isSaved: asked.has("saved"),
  };
}

/** Does or undoes what a button of the page says; gives what its next address says. */
export function changeTopic(recipient: Recipient, fields: Record<string, string>, isUndo: boolean, deed: Deed) {
  const { data } = schema.safeParse(fields);
  const before = standingOfRecipient(recipient);
  if (data) (isUndo ? undo : change)(recipient, data, deed);
  const { choice, following } = standingOfRecipient(recipient);
  if (isUndo) {
    const followed = following === "mute" ? data?.followed : undefined;
    return { was: data?.what === "thing" ? data.was : undefined, followed, undone: "yes" };
  }
  const isEnded = before.following === "follow" && following !== "follow";
  return {
    was: choice === before.choice ? data?.was : before.choice,
    followed: isEnded ? "yes" : data?.followed,
    saved: data?.what === "now" ? "yes" : undefined,
  };
}

function change(recipient: Recipient, { what }: Change, deed: Deed) {
  if (what === "thing") return setFollowing(recipient, "mute", deed.now);
  if (what !== "digest") return setTopic(recipient, what === "now" ? "now" : "off", deed);
  if (standingOfRecipient(recipient).mayWait) setTopic(recipient, "digest", deed);
}

/** Gives back what can have been before, and nothing that a link makes up. */
function undo(recipient: Recipient, { what, was, followed }: Change, deed: Deed) {
  const following = followed ? "follow" : null;
  if (what === "thing") return setFollowing(recipient, following, deed.now);
  const isDigest = was === "digest" && standingOfRecipient(recipient).mayWait;
  setTopic(recipient, isDigest ? "digest" : "now", deed);
  if (following && standingOfRecipient(recipient).following !== "mute") setFollowing(recipient, following, deed.now);
}
