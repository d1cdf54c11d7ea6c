import { eq } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { people } from "#db/schema/organizations.ts";
import type { UsageVia } from "#db/schema/usage.ts";
import type { Counted } from "#db/usage.ts";
import { howOf } from "../insights/who.ts";
import { isoDay } from "../text/format.ts";
import { isStaff, systemFor, visitor, type RouteArgs } from "./handles.ts";

type Asking = Pick<RouteArgs, "request" | "context">;
type Known = { id: PersonId; email: string };

/**
 * As what it is counted that whoever asks did something by a form: as a person's, since programs that read mails send
 * none, but for staff and who is to be left out. `known` is who it is, where nobody is signed in yet.
 */
export function countedAs({ request, context }: Asking, via: UsageVia = "portal", known?: Known): Counted {
  const { portal } = context;
  const person = known ?? visitor({ request, context })?.person;
  const found = person && { isStaff: isStaff(portal, person.email), isLeftOut: isLeftOut(context, person) };
  const { method, headers } = request;
  const how = howOf({ method, headers, isSecure: portal.config.secure, visitor: found ?? null });
  return { day: isoDay(portal.now()), via, how: how === "staff" || how === "left-out" ? how : "person" };
}

const isLeftOut = ({ portal }: RouteArgs["context"], { id }: Known) =>
  !!systemFor(portal).db.select({ is: people.isLeftOut }).from(people).where(eq(people.id, id)).get()?.is;
