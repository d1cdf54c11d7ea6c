import type { Role } from "#db/schema/organizations.ts";

/** What people do in an organization. `notified` is who gets its billing mails. */
export const actions = [
  "see",
  "billing.read",
  "billing.pay",
  "billing.notified",
  "orders.read",
  "requests.own",
  "requests.team",
  "team.read",
  "team.manage",
  "team.owners",
] as const;
export type Action = (typeof actions)[number];

const rights: Record<Role, readonly Action[]> = {
  owner: actions,
  admin: actions.filter((action) => action !== "team.owners"),
  billing: ["see", "billing.read", "billing.pay", "billing.notified", "requests.own"],
  member: ["see", "orders.read", "requests.own", "requests.team", "team.read"],
  accountant: ["see", "billing.read", "requests.own"],
};

export function can(role: Role, action: Action): boolean {
  return rights[role].includes(action);
}

/** The roles that hold a right. */
export function rolesWith(action: Action): Role[] {
  return (Object.keys(rights) as Role[]).filter((role) => can(role, action));
}
