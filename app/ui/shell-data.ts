import type { Config } from "../config.server.ts";
import type { Action, Feature } from "../features.ts";

/** What every page needs to know, plain data. */
export type ShellData = {
  company: Omit<Config["company"], "accent"> & { email: string };
  stylesheet: string;
  /** On the staff's pages: the desk's script. */
  deskScript: string | null;
  /** The script for forms with files; null for whoever saves data. */
  filesScript: string | null;
  /** The script that tells of what no server sees, and the name of the page that it is on; null where it isn't. */
  visits: { script: string; page: string } | null;
  locale: string;
  /** When it is asked for, in epoch milliseconds: times near it are said as people say them. */
  now: number;
  features: Feature[];
  person: { name: string | null; email: string } | null;
  /** The organization in the URL, where the visitor is a member of it. */
  org: { id: string; name: string; rights: Action[] } | null;
  isStaff: boolean;
  /** A page of the company's own people: no customer's name or ways on it. */
  isStaffArea: boolean;
  /** On those pages, how much waits for an answer, by job. */
  waiting: Partial<Record<string, number>>;
  /** Where else the visitor may go: the first of their other organizations by name, none on the pages of staff, and whether there are more. */
  others: { shown: { id: string; name: string }[]; hasMore: boolean };
  flash: string | null;
};
