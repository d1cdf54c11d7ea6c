import { signedIn, signedInOnly, type Rows } from "#tests/tenancy-rows.ts";

export const rows: Rows = {
  "routes/me._index": [
    { path: () => "/me", expect: signedInOnly(200) },
    { method: "POST", path: () => "/me", form: () => ({ name: "Alex" }), by: signedIn, expect: signedInOnly(303) },
  ],
};
