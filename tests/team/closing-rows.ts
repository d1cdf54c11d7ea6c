import { attempt, staff, staffOnly, type Rows } from "#tests/tenancy-rows.ts";

const owners = (status: number) => ({ owner: status, nobody: 303, stranger: 404, staff: 404, else: 403 }) as const;

/** The routes by which an organization is closed. */
export const closingRows: Rows = {
  "routes/o.$org.closing._index": [
    {
      path: ({ acme }) => `/o/${acme}/closing`,
      foreign: (_zebra, { acme }) => `/o/${acme}/closing`,
      expect: owners(200),
    },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/closing`,
      foreign: (_zebra, { acme }) => `/o/${acme}/closing`,
      expect: owners(303),
    },
    {
      method: "POST",
      path: ({ zebra }) => `/o/${zebra}/closing`,
      by: ["stranger"],
      expect: { stranger: 303, nobody: 303, else: 404 },
    },
  ],
  "routes/o.$org.closing.withdrawal": [
    {
      path: ({ acme }) => `/o/${acme}/closing/withdrawal`,
      foreign: (_zebra, { acme }) => `/o/${acme}/closing/withdrawal`,
      expect: owners(303),
    },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/closing/withdrawal`,
      foreign: (_zebra, { acme }) => `/o/${acme}/closing/withdrawal`,
      by: ["owner"],
      expect: owners(303),
    },
  ],
  "routes/staff.customers.$org.closing": [
    { path: ({ acme }) => `/staff/customers/${acme}/closing`, expect: staffOnly(200) },
    {
      method: "POST",
      path: ({ acme }) => `/staff/customers/${acme}/closing`,
      form: () => ({ reason: "They moved on" }),
      by: staff,
      expect: staffOnly(303),
      misuse: () => [attempt("staff", "/staff/customers/org_none/closing", 404, { reason: "Nobody's" })],
    },
  ],
  "routes/staff.customers.$org.reopening": [
    { path: ({ acme }) => `/staff/customers/${acme}/reopening`, expect: staffOnly(303) },
    {
      method: "POST",
      path: ({ shut }) => `/staff/customers/${shut}/reopening`,
      by: staff,
      expect: staffOnly(303),
      misuse: () => [attempt("staff", "/staff/customers/org_none/reopening", 404)],
    },
  ],
};
