import { staffOnly, type Rows } from "#tests/tenancy-rows.ts";

export const rows: Rows = {
  "routes/staff.search": [{ path: () => "/staff/search?q=acme", expect: staffOnly(200) }],
};
