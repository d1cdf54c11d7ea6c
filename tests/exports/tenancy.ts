import { signedIn, signedInOnly, type Rows } from "#tests/tenancy-rows.ts";

const owners = (status: number) => ({ owner: status, nobody: 303, stranger: 404, staff: 404, else: 403 }) as const;

export const rows: Rows = {
  "routes/me.data": [{ path: () => "/me/data", expect: signedInOnly(200) }],
  "routes/me.data[.]zip": [
    { path: () => "/me/data.zip", expect: { else: 303 } },
    { method: "POST", path: () => "/me/data.zip", by: signedIn, expect: signedInOnly(200) },
  ],
  "routes/o.$org.export": [
    {
      path: ({ acme }) => `/o/${acme}/export`,
      foreign: (_zebra, { acme }) => `/o/${acme}/export`,
      expect: owners(200),
    },
  ],
  "routes/o.$org.export[.]zip": [
    {
      path: ({ acme }) => `/o/${acme}/export.zip`,
      foreign: (_zebra, { acme }) => `/o/${acme}/export.zip`,
      expect: owners(303),
    },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/export.zip`,
      foreign: (_zebra, { acme }) => `/o/${acme}/export.zip`,
      by: ["owner"],
      expect: owners(200),
    },
  ],
};
