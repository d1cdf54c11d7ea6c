import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { moveImport, requireImport } from "../imports/access.ts";
import { Page } from "../ui/page.tsx";
import { RemovalSheet } from "../ui/removal.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { seeOther } from "../http/respond.ts";
import { beginUndo } from "../imports/imports.ts";
import { paths } from "../paths.ts";
import { importsText } from "../imports/text.ts";
import { importWords } from "../imports/words.ts";

export const meta = titled(({ staffImports }) => staffImports.undoTitle, importsText);

export function loader(args: LoaderFunctionArgs) {
  const { found } = requireImport(args);
  if (found.state !== "done") throw seeOther(paths.staffImport(found.id));
  return {
    id: found.id,
    kind: found.kind,
    tab: found.kind,
    fileName: found.fileName,
    orders: found.making + found.changing,
  };
}

export function action(args: ActionFunctionArgs) {
  return moveImport(args, beginUndo, "undoBegun");
}

export default function UndoImport() {
  const { id, kind, fileName, orders } = useLoaderData<typeof loader>();
  const staffImports = importWords(useText(importsText), kind);
  return (
    <Page
      title={staffImports.undoTitle}
      back={{ to: paths.staffImport(id), name: fileName }}
      ask={{ lead: staffImports.ask }}
    >
      <RemovalSheet to={paths.undoImport(id)} keepTo={paths.staffImport(id)} verb={staffImports.undo}>
        {staffImports.undoLead(orders)}
      </RemovalSheet>
    </Page>
  );
}
