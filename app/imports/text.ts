import { importDatesWords } from "./text/import-dates.ts";
import { staffImportsWords } from "./text/staff-imports.ts";
import type { Words } from "../text/words.ts";

const en = { importDates: importDatesWords, staffImports: staffImportsWords };

/** Every sentence of order files, by language. */
export const importsText = { en } satisfies Words;
export type ImportsText = typeof en;
