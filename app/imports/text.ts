import { staffImportsWords } from "./text/staff-imports.ts";
import type { Words } from "../text/words.ts";

const en = { staffImports: staffImportsWords };

/** Every sentence of order files, by language. */
export const importsText = { en } satisfies Words;
export type ImportsText = typeof en;
