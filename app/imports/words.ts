import type { ImportKind } from "#db/schema/imports.ts";
import { paths } from "../paths.ts";
import type { ImportsText } from "./text.ts";

/** The words of an import, by what its file is of. */
export const importWords = ({ staffImports, importCustomers }: ImportsText, kind: ImportKind) =>
  kind === "customers" ? { ...staffImports, ...importCustomers } : staffImports;

export type ImportWords = ReturnType<typeof importWords>;

/** Where files of a kind are brought, and where what they made is seen. */
export const importPlaces = {
  orders: { bring: paths.staffImports(), see: paths.staffOrders() },
  customers: { bring: paths.importCustomers(), see: paths.staffCustomers() },
} satisfies Record<ImportKind, object>;
