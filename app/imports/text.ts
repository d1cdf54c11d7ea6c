import { importCustomersWords } from "./text/import-customers.ts";
import { importDatesWords } from "./text/import-dates.ts";
import { staffImportsWords } from "./text/staff-imports.ts";
import type { Words } from "../text/words.ts";

const en = { importCustomers: importCustomersWords, importDates: importDatesWords, staffImports: staffImportsWords };

/** Every sentence of files that are imported, by language. */
export const importsText = { en } satisfies Words;
export type ImportsText = typeof en;
