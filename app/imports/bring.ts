import type { ActionFunctionArgs } from "@remix-run/node";
import type { ImportKind } from "#db/schema/imports.ts";
import type { Staff } from "#db/tenant.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { saveUpload } from "../http/upload.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { importFile, newImportId } from "./import-files.ts";
import { findHitch } from "./import-hitches.ts";
import { beginImport, listImports } from "./imports.ts";
import { importsText } from "./text.ts";

/** Takes in the form's file and has it looked through; answers with its page, or the form again. */
export async function bringFile(args: ActionFunctionArgs, staff: Staff, kind: ImportKind) {
  const { config, now } = args.context.portal;
  const id = newImportId();
  const saved = await saveUpload(args.request, "file", importFile(config, id));
  if (typeof saved === "string") {
    const { staffImports } = textFor(localeOf(args.request), importsText);
    return invalid({ status: "error" as const, error: { file: [staffImports[saved]] } });
  }
  beginImport(staff, { id, kind, ...saved }, now());
  return seeOther(paths.staffImport(id));
}

/** Earlier files of a kind, and whether the work on each was given up. */
export const listBrought = (staff: Staff, kind: ImportKind) =>
  listImports(staff, kind).map((one) => ({ ...one, isStopped: findHitch(staff, one)?.nextAt === null }));
