import { signedIn, signedInOnly, type Rows } from "#tests/tenancy-rows.ts";

export const rows: Rows = {
  "routes/me.data": [{ path: () => "/me/data", expect: signedInOnly(200) }],
  "routes/me.data[.]zip": [
    { path: () => "/me/data.zip", expect: { else: 303 } },
    { method: "POST", path: () => "/me/data.zip", by: signedIn, expect: signedInOnly(200) },
  ],
};
