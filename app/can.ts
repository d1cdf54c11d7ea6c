import type { Role } from "#db/schema/organizations.ts";
import { featureDefinitions, type Action } from "./features.ts";

const rights = new Map(featureDefinitions.flatMap((job) => Object.entries<readonly Role[]>(job.rights)));

export const actions = [...rights.keys()] as readonly Action[];

/** The roles that hold a right. */
export const rolesWith = (action: Action): readonly Role[] => rights.get(action)!;

export const can = (role: Role, action: Action) => rolesWith(action).includes(role);
