import { billing, home } from "./en/billing.ts";
import { errors } from "./en/errors.ts";
import { shell } from "./en/shell.ts";
import { organizations, sessions, signIn } from "./en/sign-in.ts";
import { staff } from "./en/staff.ts";

/** Every sentence of the portal's pages in English. A further language is another object of this type. */
export const en = { shell, errors, billing, home, staff, signIn, organizations, sessions };
