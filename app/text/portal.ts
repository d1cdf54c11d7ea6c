import { errors } from "./errors.ts";
import { files } from "./files.ts";
import { nearDays, pager, shell, staffNav } from "./shell.ts";
import type { Words } from "./words.ts";

const en = { errors, files, nearDays, pager, shell, staffNav };

/** Every sentence of what is no job's: the shell, errors, files, by language. */
export const portalText = { en } satisfies Words;
export type PortalText = typeof en;
