import { gone, seeOther } from "../http/respond.ts";
import { anyTexts, readForm } from "../http/forms.ts";
import { tokenPageHeaders } from "../links/access.ts";
import { paths } from "../paths.ts";
import { countedAs } from "../sign-in/counted.ts";
import { systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { limitVisitor, linkPostsPerIp } from "../sign-in/limits.ts";
import { changeDigest } from "./digest-leave.ts";
import { isOfDigest } from "./digest-recipient.ts";
import { mailOf, recipientOf } from "./recipient.ts";
import { changeTopic } from "./topic-leave.ts";

export function findRecipient(args: RouteArgs) {
  const { portal, memo } = args.context;
  const recipient = recipientOf(portal, args.params.token ?? "");
  if (recipient) memo.set("mail", { mailId: isOfDigest(recipient) ? null : mailOf(recipient), email: recipient.email });
  return recipient;
}

/** Does or undoes what a button of the page says, and leads back to it. Throws 410 where the link is worth nothing, 429 beyond a limit. */
export async function changeAsPosted(args: RouteArgs, isUndo: boolean) {
  const { portal, ip } = args.context;
  const form = await readForm(args.request, anyTexts);
  const now = portal.now();
  limitVisitor(systemFor(portal), "posts to leave", ip, linkPostsPerIp, now);
  const recipient = findRecipient(args);
  if (!recipient) throw gone();
  const fields = form.status === "success" ? form.value : {};
  const asked = isOfDigest(recipient)
    ? changeDigest(recipient, fields, isUndo, now)
    : changeTopic(recipient, fields, isUndo, { now, counted: countedAs(args, "mail") });
  return seeOther(paths.leave(args.params.token!, asked), tokenPageHeaders);
}
