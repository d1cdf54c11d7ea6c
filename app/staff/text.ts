import { staff } from "./text/staff.ts";
import { staffHelp } from "./text/staff-help.ts";
import { staffKeys } from "./text/staff-keys.ts";
import { staffLog } from "./text/staff-log.ts";
import { staffCustomer } from "./text/staff-customer.ts";
import { staffSearch } from "./text/staff-search.ts";
import type { Words } from "../text/words.ts";

const en = { staff, staffHelp, staffKeys, staffLog, staffCustomer, staffSearch };

/** Every sentence of the staff's own pages, by language. */
export const staffText = { en } satisfies Words;
export type StaffText = typeof en;
