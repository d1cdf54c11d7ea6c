import { z } from "zod";
import { mailChoices, type MailChoice } from "#db/schema/notifications.ts";
import type { Counted } from "#db/usage.ts";
import { gone, seeOther } from "../http/respond.ts";
import { readForm } from "../http/forms.ts";
import { tokenPageHeaders } from "../links/access.ts";
import { paths } from "../paths.ts";
import { countedAs } from "../sign-in/counted.ts";
import { systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { limitVisitor, linkPostsPerIp } from "../sign-in/limits.ts";
import { recipientOf, setFollowing, setTopic, standingOfRecipient, type Recipient } from "./recipient.ts";

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

export const findRecipient = (args: RouteArgs) => recipientOf(args.context.portal, args.params.token ?? "");

/** Does or undoes what a button of the page says, and leads back to it. Throws 410 where the link is worth nothing, 429 beyond a limit. */
export async function changeAsPosted(args: RouteArgs, isUndo: boolean) {
  const { portal, ip } = args.context;
  const form = await readForm(args.request, schema);
  limitVisitor(systemFor(portal), "posts to leave", ip, linkPostsPerIp, portal.now());
  const recipient = findRecipient(args);
  if (!recipient) throw gone();
  const before = standingOfRecipient(recipient);
  if (form.status === "success") (isUndo ? undo : change)(recipient, form.value, portal.now(), countedAs(args, "mail"));
  const { following } = standingOfRecipient(recipient);
  const isEnded = before.following === "follow" && following !== "follow";
  const asked = isUndo ? {} : { was: before.choice, followed: isEnded ? "yes" : undefined };
  return seeOther(paths.leave(args.params.token!, asked), tokenPageHeaders);
}

function change(recipient: Recipient, { what }: Change, now: number, counted: Counted) {
  if (what === "thing") return setFollowing(recipient, "mute", now);
  if (what === "topic") return setTopic(recipient, "off", now, counted);
  if (standingOfRecipient(recipient).mayWait) setTopic(recipient, "digest", now, counted);
}

/** Gives back what can have been before, and nothing that a link makes up. */
function undo(recipient: Recipient, { what, was, followed }: Change, now: number, counted: Counted) {
  const following = followed ? "follow" : null;
  if (what === "thing") return setFollowing(recipient, following, now);
  const isDigest = was === "digest" && standingOfRecipient(recipient).mayWait;
  setTopic(recipient, isDigest ? "digest" : "now", now, counted);
  if (following) setFollowing(recipient, following, now);
}
