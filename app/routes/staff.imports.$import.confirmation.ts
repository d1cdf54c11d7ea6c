import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireStaff, systemFor } from "../auth/handles.ts";
import { setFlash } from "../auth/sessions.ts";
import { requireFeature } from "../http/features.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { confirmImport, findImport } from "../models/imports.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/text.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  requireStaff(args);
  throw seeOther(paths.staffImport(args.params.import!));
}

export function action(args: ActionFunctionArgs) {
  requireFeature(args, "orders");
  const staff = requireStaff(args);
  const { portal } = args.context;
  const id = args.params.import!;
  if (!findImport(staff, id)) throw notFound();
  const { staffImports } = textFor(localeOf(args.request));
  const isBegun = confirmImport(staff, id, portal.now());
  setFlash(systemFor(portal), staff.session, isBegun ? staffImports.begun : staffImports.notNow);
  return seeOther(paths.staffImport(id));
}
