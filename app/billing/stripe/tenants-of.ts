import type { OrgId } from "#db/ids.ts";
import type { System, Tenant } from "#db/tenant.ts";

/** Opens organizations, each once. */
export function tenantsOf(system: System): (orgId: OrgId) => Tenant {
  const opened = new Map<OrgId, Tenant>();
  return (orgId) => {
    const tenant = opened.get(orgId) ?? system.within(orgId);
    opened.set(orgId, tenant);
    return tenant;
  };
}
