import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { findAnyRequest } from "./desk-thread.ts";
import { findHeld } from "./held-mails.ts";
import { findReply } from "./saved-replies.ts";
import { requireStaff, type Ask } from "../sign-in/handles.ts";

/** Somebody of the staff, at the desk where requests are answered. Throws as `requireStaff`. */
export function requireDesk(ask: Ask) {
  requireFeature(ask, "requests");
  const staff = requireStaff(ask);
  return { staff, clerk: { staff, name: staff.session.person.name }, now: ask.context.portal.now() };
}

/** The same, and the request in the URL, whoever's. Throws 404 where there is none. */
export function requireAnyRequest(ask: Ask) {
  const desk = requireDesk(ask);
  const request = findAnyRequest(desk.staff, ask.params.request!);
  if (!request) throw notFound();
  return { ...desk, request };
}

/** The same as `requireDesk`, and the mail in the URL that was not posted as it came in. Throws 404 where there is none. */
export function requireHeldMail(ask: Ask) {
  const desk = requireDesk(ask);
  const mail = findHeld(desk.staff, ask.params.mail!, ask.context.portal.config);
  if (!mail) throw notFound();
  return { ...desk, mail };
}

/** The same as `requireDesk`, and the saved reply in the URL. Throws 404 where there is none. */
export function requireSavedReply(ask: Ask) {
  const desk = requireDesk(ask);
  const reply = findReply(desk.staff, ask.params.reply!);
  if (!reply) throw notFound();
  return { ...desk, reply };
}
