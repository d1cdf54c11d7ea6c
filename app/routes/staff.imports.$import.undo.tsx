import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff, systemFor } from "../auth/handles.ts";
import { setFlash } from "../auth/sessions.ts";
import { PostSheet } from "../components/form.tsx";
import { Page } from "../components/page.tsx";
import { titled } from "../components/title.ts";
import { useText } from "../components/use.ts";
import { requireFeature } from "../http/features.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { findImport, undoImport } from "../models/imports.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/text.ts";

export const meta = titled(({ staffImports }) => staffImports.undoTitle);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  const found = findImport(requireStaff(args), args.params.import!);
  if (!found) throw notFound();
  if (found.state !== "done") throw seeOther(paths.staffImport(found.id));
  return { id: found.id, fileName: found.fileName, orders: found.making + found.changing };
}

export function action(args: ActionFunctionArgs) {
  requireFeature(args, "orders");
  const staff = requireStaff(args);
  const { portal } = args.context;
  const id = args.params.import!;
  if (!findImport(staff, id)) throw notFound();
  const { staffImports } = textFor(localeOf(args.request));
  const isBegun = undoImport(staff, id, portal.now());
  setFlash(systemFor(portal), staff.session, isBegun ? staffImports.undoBegun : staffImports.notNow);
  return seeOther(paths.staffImport(id));
}

export default function UndoImport() {
  const { id, fileName, orders } = useLoaderData<typeof loader>();
  const { staffImports } = useText();
  return (
    <Page
      title={staffImports.undoTitle}
      back={{ to: paths.staffImport(id), name: fileName }}
      ask={{ lead: staffImports.ask }}
    >
      <PostSheet to={paths.undoImport(id)} verb={staffImports.undo}>
        {staffImports.undoLead(orders)}
      </PostSheet>
    </Page>
  );
}
