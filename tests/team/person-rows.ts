import { attempt, everyMember, staff, staffOnly, type Rows } from "#tests/tenancy-rows.ts";

const managers = (status: number) =>
  ({ owner: status, admin: status, nobody: 303, stranger: 404, staff: 404, else: 403 }) as const;

/** The routes of single people, for their team and for staff. */
export const personRows: Rows = {
  "routes/o.$org.team.people.$person._index": [
    {
      path: ({ acme, ben }) => `/o/${acme}/team/people/${ben}`,
      foreign: (zebra, { ben }) => `/o/${zebra}/team/people/${ben}`,
      expect: managers(200),
    },
    { path: ({ acme, ada }) => `/o/${acme}/team/people/${ada}`, expect: managers(200) },
    {
      method: "POST",
      path: ({ acme, ben }) => `/o/${acme}/team/people/${ben}`,
      foreign: (zebra, { ben }) => `/o/${zebra}/team/people/${ben}`,
      form: () => ({ role: "billing" }),
      by: ["owner", "admin"],
      expect: managers(303),
      misuse: ({ acme, zebra, zoe, ben }) => [
        attempt("owner", `/o/${acme}/team/people/${zoe}`, 404, { role: "member" }, "zebra"),
        attempt("stranger", `/o/${zebra}/team/people/${ben}`, 404, { role: "owner" }),
      ],
    },
    {
      method: "POST",
      path: ({ acme, ben }) => `/o/${acme}/team/people/${ben}`,
      form: () => ({ role: "owner" }),
      by: ["owner"],
      expect: { ...managers(422), owner: 303 },
    },
    {
      method: "POST",
      path: ({ acme, ada }) => `/o/${acme}/team/people/${ada}`,
      form: () => ({ role: "member" }),
      expect: managers(422),
    },
  ],
  "routes/o.$org.team.people.$person.removal": [
    {
      path: ({ acme, ben }) => `/o/${acme}/team/people/${ben}/removal`,
      foreign: (zebra, { ben }) => `/o/${zebra}/team/people/${ben}/removal`,
      expect: managers(200),
    },
    { path: ({ acme, ada }) => `/o/${acme}/team/people/${ada}/removal`, expect: { ...managers(403), owner: 303 } },
    {
      method: "POST",
      path: ({ acme, ben }) => `/o/${acme}/team/people/${ben}/removal`,
      foreign: (zebra, { ben }) => `/o/${zebra}/team/people/${ben}/removal`,
      by: ["owner", "admin"],
      expect: managers(303),
      misuse: ({ acme, zebra, zoe, ben }) => [
        attempt("owner", `/o/${acme}/team/people/${zoe}/removal`, 404, {}, "zebra"),
        attempt("stranger", `/o/${zebra}/team/people/${ben}/removal`, 404),
      ],
    },
    {
      method: "POST",
      path: ({ acme, ada }) => `/o/${acme}/team/people/${ada}/removal`,
      expect: { ...managers(403), owner: 303 },
    },
  ],
  "routes/o.$org.team.people.$person.sign-out": [
    {
      path: ({ acme, ben }) => `/o/${acme}/team/people/${ben}/sign-out`,
      foreign: (zebra, { ben }) => `/o/${zebra}/team/people/${ben}/sign-out`,
      expect: managers(303),
    },
    {
      method: "POST",
      path: ({ acme, ben }) => `/o/${acme}/team/people/${ben}/sign-out`,
      foreign: (zebra, { ben }) => `/o/${zebra}/team/people/${ben}/sign-out`,
      by: ["owner", "admin"],
      expect: managers(303),
      misuse: ({ acme, zoe }) => [attempt("owner", `/o/${acme}/team/people/${zoe}/sign-out`, 404, {}, "zebra")],
    },
    {
      method: "POST",
      path: ({ acme, ada }) => `/o/${acme}/team/people/${ada}/sign-out`,
      by: ["owner"],
      expect: { ...managers(403), owner: 303 },
    },
  ],
  "routes/o.$org.team.leaving": [
    {
      path: ({ acme }) => `/o/${acme}/team/leaving`,
      foreign: (_zebra, { acme }) => `/o/${acme}/team/leaving`,
      expect: everyMember(200),
    },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/team/leaving`,
      foreign: (_zebra, { acme }) => `/o/${acme}/team/leaving`,
      by: ["admin", "billing", "member", "accountant"],
      expect: everyMember(303),
    },
  ],
  "routes/staff.customers.$org.people.$person._index": [
    { path: ({ acme, ben }) => `/staff/customers/${acme}/people/${ben}`, expect: staffOnly(200) },
    { path: ({ acme, zoe }) => `/staff/customers/${acme}/people/${zoe}`, expect: staffOnly(404) },
    {
      method: "POST",
      path: ({ acme, ben }) => `/staff/customers/${acme}/people/${ben}`,
      form: () => ({ role: "admin" }),
      by: staff,
      expect: staffOnly(303),
      misuse: ({ zebra, ben }) => [attempt("staff", `/staff/customers/${zebra}/people/${ben}`, 404, { role: "admin" })],
    },
    {
      method: "POST",
      path: ({ acme, ben }) => `/staff/customers/${acme}/people/${ben}`,
      form: () => ({ role: "owner" }),
      expect: staffOnly(422),
    },
  ],
  "routes/staff.customers.$org.people.$person.removal": [
    { path: ({ acme, ben }) => `/staff/customers/${acme}/people/${ben}/removal`, expect: staffOnly(200) },
    {
      method: "POST",
      path: ({ acme, ben }) => `/staff/customers/${acme}/people/${ben}/removal`,
      by: staff,
      expect: staffOnly(303),
      misuse: ({ zebra, ben }) => [attempt("staff", `/staff/customers/${zebra}/people/${ben}/removal`, 404)],
    },
    {
      method: "POST",
      path: ({ acme, ada }) => `/staff/customers/${acme}/people/${ada}/removal`,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.customers.$org.people.$person.sign-in-mail": [
    { path: ({ acme, ben }) => `/staff/customers/${acme}/people/${ben}/sign-in-mail`, expect: staffOnly(303) },
    {
      method: "POST",
      path: ({ acme, ben }) => `/staff/customers/${acme}/people/${ben}/sign-in-mail`,
      by: staff,
      expect: staffOnly(303),
      misuse: ({ zebra, ben }) => [attempt("staff", `/staff/customers/${zebra}/people/${ben}/sign-in-mail`, 404)],
    },
  ],
  "routes/staff.customers.$org.people.$person.feed": [
    { path: ({ acme, ben }) => `/staff/customers/${acme}/people/${ben}/feed`, expect: staffOnly(303) },
    {
      method: "POST",
      path: ({ acme, ben }) => `/staff/customers/${acme}/people/${ben}/feed`,
      by: staff,
      expect: staffOnly(303),
      misuse: ({ zebra, ben }) => [attempt("staff", `/staff/customers/${zebra}/people/${ben}/feed`, 303)],
    },
  ],
};
