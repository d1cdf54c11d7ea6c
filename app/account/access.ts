import { isStaff, requireSudo, type RouteArgs, type SignedIn } from "../sign-in/handles.ts";

/** Who lately proved who they are, and whether they are of the staff: what staff have of their own is not changed here. */
export function requireOwner(args: RouteArgs): { self: SignedIn; isOfStaff: boolean } {
  const self = requireSudo(args);
  return { self, isOfStaff: isStaff(args.context.portal, self.session.person.email) };
}
