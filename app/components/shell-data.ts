import type { Action } from "../auth/can.ts";
import type { Feature } from "../config.server.ts";

/** What every page needs to know, plain data. */
export type ShellData = {
  company: { name: string; logo: string | null };
  stylesheet: string;
  locale: string;
  features: Feature[];
  person: { name: string | null; email: string } | null;
  /** The organization in the URL, where the visitor is a member of it. */
  org: { id: string; name: string; rights: Action[] } | null;
  isStaff: boolean;
  manyOrganizations: boolean;
  flash: string | null;
};
