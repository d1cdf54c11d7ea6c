import { z } from "zod";
import { gone, seeOther } from "../http/respond.ts";
import { readForm } from "../http/forms.ts";
import { tokenPageHeaders } from "../links/access.ts";
import { paths } from "../paths.ts";
import { systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { limitVisitor, linkPostsPerIp } from "../sign-in/limits.ts";
import { recipientOf, setMuted, setTopic } from "./recipient.ts";

/** Of what a button of the page is: all of the topic, or the one thing that the mail was about. */
const schema = z.object({ what: z.enum(["topic", "thing"]) });

export const findRecipient = (args: RouteArgs) => recipientOf(systemFor(args.context.portal), args.params.token ?? "");

/** Does or undoes what a button of the page says, and leads back to it. Throws 410 where the link is worth nothing, 429 beyond a limit. */
export async function changeAsPosted(args: RouteArgs, isOff: boolean) {
  const { portal, ip } = args.context;
  const form = await readForm(args.request, schema);
  limitVisitor(systemFor(portal), "posts to leave", ip, linkPostsPerIp, portal.now());
  const recipient = findRecipient(args);
  if (!recipient) throw gone();
  if (form.status === "success" && form.value.what === "topic")
    setTopic(recipient, isOff ? "off" : "now", portal.now());
  if (form.status === "success" && form.value.what === "thing") setMuted(recipient, isOff, portal.now());
  return seeOther(paths.leave(args.params.token!), tokenPageHeaders);
}
