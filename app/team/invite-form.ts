import { z } from "zod";
import { roles } from "#db/schema/organizations.ts";
import { canGrant } from "../can.ts";
import { requireFeature } from "../http/features.ts";
import { notAllowed, notFound, seeOther } from "../http/respond.ts";
import { addressField } from "../people/address-field.ts";
import { maxPersonNameLength } from "../people/people.ts";
import { requireMember, systemFor, type Member, type RouteArgs } from "../sign-in/handles.ts";
import { paths } from "../paths.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { visibleLine } from "../text/clean.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { findInvite } from "./invites.ts";
import { teamText, type TeamText } from "./text.ts";

/** Throws as `requireMember`, and 404 where the company has no teams. */
export function requireInviter(args: RouteArgs) {
  requireFeature(args, "team");
  const member = requireMember(args, "team.manage");
  return { member, by: inviterOf(member), now: args.context.portal.now() };
}

const inviterOf = ({ role, session: { person } }: Member) => ({
  role,
  personId: person.id,
  email: person.email,
});

/**
 * The open invitation in the URL too. Throws 404 where there never was one, 403 where its role is not theirs to give, and
 * leads back to the team where it is open no more.
 */
export function requireInvite(args: RouteArgs) {
  const { member, ...rest } = requireInviter(args);
  const invite = findInvite(member, args.params.invite ?? "");
  if (!invite) throw notFound();
  if (!canGrant(member.role, invite.role)) throw notAllowed();
  const { portal } = args.context;
  if (invite.acceptedAt ?? invite.declinedAt ?? invite.revokedAt) {
    setFlash(systemFor(portal), member.session, textFor(localeOf(args.request), teamText).invite.notOpen);
    throw seeOther(paths.team(member.orgId));
  }
  return { member, invite, ...rest };
}

export const inviteSchema = ({ invite: words }: TeamText) =>
  z.object({
    email: addressField({ missing: words.emailMissing, wrong: words.emailWrong }),
    name: z
      .string()
      .max(10 * maxPersonNameLength, words.nameTooLong(maxPersonNameLength))
      .transform(visibleLine)
      .pipe(z.string().max(maxPersonNameLength, words.nameTooLong(maxPersonNameLength)))
      .optional(),
    role: z.enum(roles, words.roleMissing),
  });
