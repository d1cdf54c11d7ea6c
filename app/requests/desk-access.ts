import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { findAnyRequest } from "./desk-thread.ts";
import { findHeld } from "./held-mails.ts";
import { findReply } from "./saved-replies.ts";
import { requireStaff, type RouteArgs } from "../sign-in/handles.ts";

/** Somebody of the staff, at the desk where requests are answered. Throws as `requireStaff`. */
export function requireDesk(args: RouteArgs) {
  requireFeature(args, "requests");
  const staff = requireStaff(args);
  return { staff, clerk: { staff, name: staff.session.person.name }, now: args.context.portal.now() };
}

/** The same, and the request in the URL, whoever's. Throws 404 where there is none. */
export function requireAnyRequest(args: RouteArgs) {
  const desk = requireDesk(args);
  const request = findAnyRequest(desk.staff, args.params.request!);
  if (!request) throw notFound();
  return { ...desk, request };
}

/** The same as `requireDesk`, and the mail in the URL that was not posted as it came in. Throws 404 where there is none. */
export function requireHeldMail(args: RouteArgs) {
  const desk = requireDesk(args);
  const mail = findHeld(desk.staff, args.params.mail!, args.context.portal.config);
  if (!mail) throw notFound();
  return { ...desk, mail };
}

/** The same as `requireDesk`, and the saved reply in the URL. Throws 404 where there is none. */
export function requireSavedReply(args: RouteArgs) {
  const desk = requireDesk(args);
  const reply = findReply(desk.staff, args.params.reply!);
  if (!reply) throw notFound();
  return { ...desk, reply };
}
