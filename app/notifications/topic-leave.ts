import { z } from "zod";
import { mailChoices, type MailChoice } from "#db/schema/notifications.ts";
import { setFollowing, setTopic, standingOfRecipient, type Deed, type Recipient } from "./recipient.ts";

/** Of what a button of the page is: all of the topic, the same in a digest, or the one thing that the mail was about. */
const schema = z.object({
  what: z.enum(["topic", "digest", "thing"]),
  was: z.string().optional(),
  followed: z.string().optional(),
});
type Change = z.infer<typeof schema>;

const isChoice = (text: string | null): text is MailChoice => mailChoices.some((choice) => choice === text);

/** What a page of the link says that was before the last press. */
export function readBefore(asked: URLSearchParams) {
  const was = asked.get("was");
  return { was: isChoice(was) ? was : null, wasFollowed: asked.has("followed") };
}

/** Does or undoes what a button of the page says; gives what its next address says. */
export function changeTopic(recipient: Recipient, fields: Record<string, string>, isUndo: boolean, deed: Deed) {
  const { data } = schema.safeParse(fields);
  const before = standingOfRecipient(recipient);
  if (data) (isUndo ? undo : change)(recipient, data, deed);
  const { following } = standingOfRecipient(recipient);
  const isEnded = before.following === "follow" && following !== "follow";
  return isUndo ? {} : { was: before.choice, followed: isEnded ? "yes" : undefined };
}

function change(recipient: Recipient, { what }: Change, deed: Deed) {
  if (what === "thing") return setFollowing(recipient, "mute", deed.now);
  if (what === "topic") return setTopic(recipient, "off", deed);
  if (standingOfRecipient(recipient).mayWait) setTopic(recipient, "digest", deed);
}

/** Gives back what can have been before, and nothing that a link makes up. */
function undo(recipient: Recipient, { what, was, followed }: Change, deed: Deed) {
  const following = followed ? "follow" : null;
  if (what === "thing") return setFollowing(recipient, following, deed.now);
  const isDigest = was === "digest" && standingOfRecipient(recipient).mayWait;
  setTopic(recipient, isDigest ? "digest" : "now", deed);
  if (following) setFollowing(recipient, following, deed.now);
}
