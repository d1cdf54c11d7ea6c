import { everyMember, signedInOnly, type Rows } from "#tests/tenancy-rows.ts";

export const rows: Rows = {
  "routes/_index": [{ path: () => "/", expect: { else: 303 } }],
  "routes/o.$org._index": [{ path: ({ acme }) => `/o/${acme}`, expect: everyMember(200) }],
  "routes/organizations": [{ path: () => "/organizations", expect: signedInOnly(200) }],
};
