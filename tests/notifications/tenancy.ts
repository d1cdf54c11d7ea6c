import { signedInOnly, type Rows } from "#tests/tenancy-rows.ts";

export const rows: Rows = {
  "routes/me.notifications": [{ path: () => "/me/notifications", expect: signedInOnly(200) }],
};
