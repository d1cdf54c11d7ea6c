import type { Role } from "#db/schema/organizations.ts";
import type { Words } from "./text/words.ts";

/** A page with its name. */
export type Way = { to: () => string; name: Words<string> };

/**
 * What the rest of the house needs to know of a job. Data only, so that settings, rights and shell can read it, though
 * they rank lower than the job.
 */
export type FeatureDefinition = {
  readonly name: string;
  /** Whether a company can go without it, by leaving it out of FEATURES. */
  readonly isOptional: boolean;
  /** Who in an organization may do what. */
  readonly rights: Readonly<Record<string, readonly Role[]>>;
  /** The customers' way in, for whoever has the right. */
  readonly tab?: {
    to: (org: string) => string;
    icon: string;
    name: Words<string>;
    right: string;
    /** Nothing below its address belongs to it. */
    isExact?: true;
  };
  /** The staff's way in. `also` are further pages of it; `waiting` says in words how many wait there. */
  readonly staffTab?: Way & { icon: string; also?: readonly (() => string)[]; waiting?: Words<(n: number) => string> };
  /** Its pages in the staff's settings. */
  readonly settings?: readonly Way[];
  /** What item links open and requests can be about, with the right to see it. */
  readonly items?: Readonly<Record<string, string>>;
  /** Its pages below an organization's address that are remembered: made of the organization's rows, visitor and hour alone. */
  readonly remembered?: RegExp;
  /** Addresses whose forms take files. */
  readonly takesFiles?: RegExp;
};
