import { z } from "zod";
import { followStates, type FollowedThing } from "#db/schema/notifications.ts";
import { readForm } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { follow } from "../people/follows.ts";
import { systemFor, type Member, type RouteArgs } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { notificationsText } from "./text.ts";

const schema = z.object({
  state: z.enum([...followStates, "usual"]),
  /** From which page, where it isn't the thing's own. */
  from: z.literal("notifications").optional(),
});

/** Has a member follow or mute what they may read, as the form says, and leads back to the page it was posted from. */
export async function followAsPosted(args: RouteArgs, member: Member, thing: FollowedThing, back: string) {
  const form = await readForm(args.request, schema);
  if (form.status !== "success") return seeOther(back);
  const { state, from } = form.value;
  const { portal } = args.context;
  follow(member, member.session.person.id, thing, state === "usual" ? null : state, portal.now());
  const { following } = textFor(localeOf(args.request), notificationsText);
  setFlash(systemFor(portal), member.session, following.became[state]);
  return seeOther(from ? paths.notifications() : back);
}
