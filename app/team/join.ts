import { personOf } from "../sign-in/admission.ts";
import { browserLabel } from "../sign-in/browser.ts";
import { askToSignIn } from "../sign-in/challenges.ts";
import { pendingMinutes } from "../sign-in/pending-challenges.ts";
import { readCookie, setCookie } from "../sign-in/cookies.ts";
import { enterInvited } from "../sign-in/entrance.ts";
import { isStaff, type RouteArgs } from "../sign-in/handles.ts";
import { originOf } from "../sign-in/known-browser.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { isOwnAddress, ownAddressOf } from "../people/other-addresses.ts";
import { namePerson } from "../people/people.ts";
import { reservedFor } from "../people/reserved.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { transact } from "#db/tenant.ts";
import type { openInvitation } from "./invitation-access.ts";
import { takeInvitation } from "./invitation.ts";

type Open = NonNullable<ReturnType<typeof openInvitation>>;

/**
 * Lets in who presses an open invitation: whoever is signed in with its address, and somebody new. An address that has an
 * account is sent a mail to sign in with, however often its invitation was passed on. Null where the invitation is over.
 */
export async function join(args: RouteArgs, { invite, system, session, now }: Open, joined: string) {
  const { portal } = args.context;
  const home = paths.home(invite.orgId);
  if (session) {
    if (session.provenAt === null) return seeOther(paths.sudo(paths.organizations()));
    if (!transact(system, () => takeInvitation(system, invite, session.person.id, now))) return null;
    setFlash(system, session, joined);
    return seeOther(home);
  }
  const isKnown =
    isOwnAddress(system, invite.email) ||
    ownAddressOf(system, invite.email) !== invite.email ||
    reservedFor(system, invite.email, now) !== null;
  if (isKnown || isStaff(portal, invite.email)) return askForMail(args, invite.email);
  const cookies = transact(system, () => {
    const id = personOf(portal, { email: invite.email, personId: null });
    if (invite.name) namePerson(system, invite.email, invite.name, now);
    return takeInvitation(system, invite, id, now) ? enterInvited(args, { id, email: invite.email }) : null;
  });
  return cookies && seeOther(home, cookies);
}

async function askForMail(args: RouteArgs, email: string) {
  const { portal } = args.context;
  const pending = await askToSignIn(portal, {
    email,
    next: paths.organizations(),
    by: originOf(args),
    browser: browserLabel(args.request),
    pending: readCookie(portal.config, args.request, "pending"),
  });
  return seeOther(paths.signInCheck(), {
    "Set-Cookie": setCookie(portal.config, "pending", pending, pendingMinutes * 60),
  });
}
