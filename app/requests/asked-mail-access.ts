import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { requirePerson, systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { findAskedMail } from "./customer-choice.ts";

/** Somebody, and the mail of theirs in the URL that does not say for which customer it is. Throws as `requirePerson`, and 404 where there is none. */
export function requireAskedMail(args: RouteArgs) {
  requireFeature(args, "requests");
  const self = requirePerson(args);
  const { portal } = args.context;
  const system = systemFor(portal);
  const mail = findAskedMail(system, self.session.person.email, args.params.mail!);
  if (!mail?.customers.length) throw notFound();
  return { self, system, mail, now: portal.now() };
}
