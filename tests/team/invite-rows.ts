import { attempt, everybody, everyMember, staff, staffOnly, type Rows } from "#tests/tenancy-rows.ts";

const managers = (status: number) => ({ ...everyMember(403), owner: status, admin: status });
const by = ["owner", "admin"] as const;

/** Of invitations. */
export const inviteRows: Rows = {
  "routes/o.$org.team.invite": [
    { path: ({ acme }) => `/o/${acme}/team/invite`, expect: managers(200) },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/team/invite`,
      form: () => ({ email: "eve@acme.example", role: "member" }),
      by,
      expect: managers(303),
      misuse: ({ acme }) => [
        attempt("stranger", `/o/${acme}/team/invite`, 404, { email: "zoe@zebra.example", role: "owner" }),
        attempt("admin", `/o/${acme}/team/invite`, 422, { email: "eve@acme.example", role: "owner" }, "zebra"),
      ],
    },
  ],
  "routes/o.$org.team.invite_.many": [
    { path: ({ acme }) => `/o/${acme}/team/invite/many`, expect: managers(200) },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/team/invite/many`,
      form: () => ({ people: "eve@acme.example" }),
      expect: managers(200),
    },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/team/invite/many`,
      form: () => ({ people: "eve@acme.example\nben@acme.example", send: "yes" }),
      by,
      expect: managers(303),
      misuse: ({ acme }) => [
        attempt("stranger", `/o/${acme}/team/invite/many`, 404, { people: "zoe@zebra.example", send: "yes" }),
        attempt(
          "admin",
          `/o/${acme}/team/invite/many`,
          422,
          { people: "eve@acme.example,,owner", send: "yes" },
          "zebra",
        ),
      ],
    },
  ],
  "routes/o.$org.team.invites.$invite.again": [
    { path: ({ acme, invite }) => `/o/${acme}/team/invites/${invite}/again`, expect: managers(303) },
    {
      method: "POST",
      path: ({ acme, invite }) => `/o/${acme}/team/invites/${invite}/again`,
      by,
      expect: managers(303),
      foreign: (zebra, { invite }) => `/o/${zebra}/team/invites/${invite}/again`,
    },
  ],
  "routes/o.$org.team.invites.$invite.withdrawal": [
    {
      path: ({ acme, invite }) => `/o/${acme}/team/invites/${invite}/withdrawal`,
      expect: managers(200),
      foreign: (zebra, { invite }) => `/o/${zebra}/team/invites/${invite}/withdrawal`,
    },
    {
      method: "POST",
      path: ({ acme, invite }) => `/o/${acme}/team/invites/${invite}/withdrawal`,
      by,
      expect: managers(303),
      foreign: (zebra, { invite }) => `/o/${zebra}/team/invites/${invite}/withdrawal`,
    },
  ],
  "routes/o.$org.team.owner": [
    {
      path: ({ acme }) => `/o/${acme}/team/owner`,
      foreign: (_zebra, { acme }) => `/o/${acme}/team/owner`,
      expect: managers(200),
    },
    {
      method: "POST",
      path: ({ acme }) => `/o/${acme}/team/owner`,
      foreign: (_zebra, { acme }) => `/o/${acme}/team/owner`,
      by,
      expect: managers(303),
    },
  ],
  "routes/staff.customers.$org.owner": [
    { path: ({ acme }) => `/staff/customers/${acme}/owner`, expect: staffOnly(200) },
    {
      method: "POST",
      path: ({ vik }) => `/staff/customers/${vik}/owner`,
      form: ({ pia }) => ({ person: pia, reason: "Nobody owns it" }),
      by: staff,
      expect: staffOnly(303),
      misuse: ({ vik, ben }) => [
        attempt("staff", `/staff/customers/${vik}/owner`, 422, { person: ben, reason: "Nobody owns it" }),
      ],
    },
  ],
  "routes/staff.customers.$org.people.new": [
    { path: ({ acme }) => `/staff/customers/${acme}/people/new`, expect: staffOnly(200) },
    {
      method: "POST",
      path: ({ acme }) => `/staff/customers/${acme}/people/new`,
      form: () => ({ email: "eve@acme.example", role: "owner" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.customers.$org.invites.$invite.again": [
    { path: ({ acme, invite }) => `/staff/customers/${acme}/invites/${invite}/again`, expect: staffOnly(303) },
    {
      method: "POST",
      path: ({ acme, invite }) => `/staff/customers/${acme}/invites/${invite}/again`,
      by: staff,
      expect: staffOnly(303),
      misuse: ({ zebra, invite }) => [attempt("staff", `/staff/customers/${zebra}/invites/${invite}/again`, 404)],
    },
  ],
  "routes/staff.customers.$org.invites.$invite.withdrawal": [
    { path: ({ acme, invite }) => `/staff/customers/${acme}/invites/${invite}/withdrawal`, expect: staffOnly(200) },
    { path: ({ zebra, invite }) => `/staff/customers/${zebra}/invites/${invite}/withdrawal`, expect: staffOnly(404) },
    {
      method: "POST",
      path: ({ acme, invite }) => `/staff/customers/${acme}/invites/${invite}/withdrawal`,
      by: staff,
      expect: staffOnly(303),
      misuse: ({ zebra, invite }) => [attempt("staff", `/staff/customers/${zebra}/invites/${invite}/withdrawal`, 404)],
    },
  ],
  // Ada invited Sam.
  "routes/invite": [
    { path: () => "/invite", expect: { else: 410 } },
    { path: ({ invitation }) => `/invite?token=${invitation}`, expect: { else: 200 } },
    {
      method: "POST",
      path: ({ invitation }) => `/invite?token=${invitation}`,
      by: ["nobody", "staff"],
      expect: { nobody: 303, staff: 303, else: 200 },
    },
    {
      method: "POST",
      path: () => "/invite",
      form: ({ invite }) => ({ invite }),
      by: ["staff"],
      expect: { staff: 303, nobody: 303, else: 404 },
    },
  ],
  "routes/invite_.again": [
    { path: () => "/invite/again", expect: { else: 200 } },
    {
      method: "POST",
      path: ({ expiredInvitation }) => `/invite/again?token=${expiredInvitation}`,
      by: everybody,
      expect: { else: 303 },
    },
  ],
  "routes/invite_.refusal": [
    { path: () => "/invite/refusal", expect: { else: 200 } },
    {
      method: "POST",
      path: ({ invitation }) => `/invite/refusal?token=${invitation}`,
      by: everybody,
      expect: { else: 303 },
    },
  ],
};
