import { staff, staffOnly, type Rows } from "#tests/tenancy-rows.ts";

export const rows: Rows = {
  "routes/staff.keys._index": [{ path: () => "/staff/keys", expect: staffOnly(200) }],
  "routes/staff.keys.new": [
    { path: () => "/staff/keys/new", expect: staffOnly(200) },
    {
      method: "POST",
      path: () => "/staff/keys/new",
      form: () => ({ name: "Shop", orders: "on" }),
      by: staff,
      expect: staffOnly(200),
    },
  ],
  "routes/staff.keys.$key.revocation": [
    { path: ({ key }) => `/staff/keys/${key}/revocation`, expect: staffOnly(200) },
    { path: () => "/staff/keys/key_never/revocation", expect: staffOnly(404) },
    { method: "POST", path: ({ key }) => `/staff/keys/${key}/revocation`, by: staff, expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/keys/key_never/revocation", expect: staffOnly(404) },
  ],
};
