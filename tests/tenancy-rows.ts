import type { Place } from "./tenancy-place.ts";

export const everybody = ["owner", "admin", "billing", "member", "accountant", "stranger", "staff", "nobody"] as const;
export type Who = (typeof everybody)[number];
export type Form = Record<string, string> | FormData;

export type Attempt = { who: Who; path: string; status: number; form: Form; of: "acme" | "zebra" };
/** Something posted by somebody with ids that are another organization's than theirs, or than the page's. */
export const attempt = (who: Who, path: string, status: number, form: Form = {}, of: Attempt["of"] = "acme") => ({
  who,
  path,
  status,
  form,
  of,
});

/** What a route answers to whom. */
export type Row = {
  method?: "GET" | "POST";
  /** The URL of Acme's own thing; without one the route is nobody's in particular. */
  path: (place: Place) => string;
  /** Status by caller; "else" for those not named. A redirect to the sign-in page is 303. */
  expect: Partial<Record<Who, number>> & { else: number };
  /** Where what is asked for belongs to an organization: its id under another organization's URL must be 404. */
  foreign?: (zebra: string, place: Place) => string;
  /** What is posted: all that those who may need to have it done. */
  form?: (place: Place) => Form;
  /** For whom something is done by it. For everybody else no row is changed. */
  by?: readonly Who[];
  /** Each leaves every row of the other organization as it was, and names none of its things in a new one. */
  misuse?: (place: Place) => Attempt[];
};
/** Rows by the route's id. */
export type Rows = Record<string, Row[]>;

export const signedIn = everybody.filter((who) => who !== "nobody");

/** Everybody who is signed in. */
export const signedInOnly = (status: number) => ({ nobody: 303, else: status });
export const everyMember = (status: number) => ({ stranger: 404, staff: 404, nobody: 303, else: status });
export const members = ["owner", "admin", "billing", "member", "accountant"] as const;

/** The company's own people's: not there for customers, whatever their role. */
export const staffOnly = (status: number) => ({ staff: status, nobody: 303, else: 404 });
export const staff = ["staff"] as const;
