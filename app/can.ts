import { roles, type Role } from "#db/schema/organizations.ts";
import { featureDefinitions, type Action } from "./features.ts";

const rights = new Map(featureDefinitions.flatMap((job) => Object.entries<readonly Role[]>(job.rights)));

export const actions = [...rights.keys()] as readonly Action[];

/** The roles that hold a right. */
export const rolesWith = (action: Action): readonly Role[] => rights.get(action)!;

/** Which roles somebody of a role may give, and take. */
const grants: Readonly<Record<Role, readonly Role[]>> = {
  owner: roles,
  admin: roles.filter((role) => role !== "owner"),
  billing: [],
  member: [],
  accountant: [],
};

/** Whether somebody of the first role may make somebody one of the second. */
export const canGrant = (role: Role, given: Role) => grants[role].includes(given);

export const can = (role: Role, action: Action) => rolesWith(action).includes(role);
