import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { canGrant } from "../can.ts";
import { requireMember, type Member, type RouteArgs } from "../sign-in/handles.ts";
import { findMember, type By } from "./members.ts";

/** Who asks, as the changes of a team know them. */
export const byOf = ({ session: { person } }: Member): By => ({
  kind: "member",
  personId: person.id,
  name: person.email,
});

/** The person in the URL and who may change the team; throws 404 where that one is not of it. */
export function requireTeamPerson(args: RouteArgs) {
  requireFeature(args, "team");
  const member = requireMember(args, "team.manage");
  const person = findMember(member, args.params.person!);
  if (!person) throw notFound();
  const isYou = person.personId === member.session.person.id;
  return { member, person, isYou, mayTouch: canGrant(member.role, person.role), by: byOf(member) };
}
