import { z } from "zod";
import { gone, seeOther } from "../http/respond.ts";
import { readForm } from "../http/forms.ts";
import { tokenPageHeaders } from "../links/access.ts";
import { canWait, isCustomerTopic } from "../mail/topics.ts";
import { paths } from "../paths.ts";
import { countedAs } from "../sign-in/counted.ts";
import { systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { limitVisitor, linkPostsPerIp } from "../sign-in/limits.ts";
import { recipientOf, setMuted, setTopic, standingOfRecipient, type Recipient } from "./recipient.ts";

/** Of what a button of the page is: all of the topic, or the one thing that the mail was about. */
const schema = z.object({ what: z.enum(["topic", "thing"]), was: z.string().optional() });
type Change = z.infer<typeof schema>;

/** What a page of the link says that the topic was before it was turned off, where Undo would not give that by itself. */
export const wasDigest = (was: string | null | undefined): "digest" | undefined => (was === "digest" ? was : undefined);

export const findRecipient = (args: RouteArgs) => recipientOf(args.context.portal, args.params.token ?? "");

/** Does or undoes what a button of the page says, and leads back to it. Throws 410 where the link is worth nothing, 429 beyond a limit. */
export async function changeAsPosted(args: RouteArgs, isOff: boolean) {
  const { portal, ip } = args.context;
  const form = await readForm(args.request, schema);
  limitVisitor(systemFor(portal), "posts to leave", ip, linkPostsPerIp, portal.now());
  const recipient = findRecipient(args);
  if (!recipient) throw gone();
  const was = wasDigest(standingOfRecipient(recipient).choice);
  if (form.status === "success") change(args, recipient, form.value, isOff);
  return seeOther(paths.leave(args.params.token!, isOff ? { was } : {}), tokenPageHeaders);
}

function change(args: RouteArgs, recipient: Recipient, { what, was }: Change, isOff: boolean) {
  const now = args.context.portal.now();
  if (what === "thing") return setMuted(recipient, isOff, now);
  const before = isCustomerTopic(recipient.topic) && canWait(recipient.topic) ? wasDigest(was) : undefined;
  setTopic(recipient, isOff ? "off" : (before ?? "now"), now, countedAs(args, "mail"));
}
