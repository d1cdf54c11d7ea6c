import type { Staff } from "#db/tenant.ts";
import { requireFeature } from "../http/features.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { findImport } from "./imports.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requireStaff, systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { importsText } from "./text.ts";

/** Somebody of the staff and the import in the URL. Throws as `requireStaff`, and 404 where there is none. */
export function requireImport(args: RouteArgs) {
  const staff = requireStaff(args);
  const found = findImport(staff, args.params.import!);
  if (!found) throw notFound();
  if (found.kind === "orders") requireFeature(args, "orders");
  return { staff, found };
}

/** Moves the import in the URL on, where it can be moved, and leads to its page, which says what came of it. */
export function moveImport(
  args: RouteArgs,
  move: (staff: Staff, id: string, now: number) => boolean,
  said: "begun" | "undoBegun" | "retried" | "datesTold",
) {
  const { staff, found } = requireImport(args);
  const { portal } = args.context;
  const { staffImports } = textFor(localeOf(args.request), importsText);
  setFlash(systemFor(portal), staff.session, staffImports[move(staff, found.id, portal.now()) ? said : "notNow"]);
  return seeOther(paths.staffImport(found.id));
}

/** Leads to the import's page, where somebody follows the URL of what can only be sent. */
export function toImport(args: RouteArgs) {
  requireStaff(args);
  return seeOther(paths.staffImport(args.params.import!));
}
