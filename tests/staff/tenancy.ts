import { attempt, staff, staffOnly, type Rows } from "#tests/tenancy-rows.ts";

export const rows: Rows = {
  "routes/staff._index": [{ path: () => "/staff", expect: staffOnly(200) }],
  "routes/staff.insights._index": [{ path: () => "/staff/insights", expect: staffOnly(200) }],
  "routes/staff.insights[.]csv": [{ path: () => "/staff/insights.csv?from=2026-11-01", expect: staffOnly(200) }],
  "routes/staff.help": [{ path: () => "/staff/help", expect: staffOnly(200) }],
  "routes/staff.settings._index": [{ path: () => "/staff/settings", expect: staffOnly(200) }],
  "routes/staff.settings.mails": [
    { path: () => "/staff/settings/mails", expect: staffOnly(200) },
    {
      method: "POST",
      path: () => "/staff/settings/mails",
      form: () => ({ orders: "off" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.health": [{ path: () => "/staff/health", expect: staffOnly(200) }],
  "routes/staff.mails.$mail.again": [
    { path: () => "/staff/mails/mail_1/again", expect: staffOnly(303) },
    { method: "POST", path: ({ failedMail }) => `/staff/mails/${failedMail}/again`, by: staff, expect: staffOnly(303) },
  ],
  "routes/staff.tasks.$task.completion": [
    { path: () => "/staff/tasks/1/completion", expect: staffOnly(303) },
    { method: "POST", path: ({ task }) => `/staff/tasks/${task}/completion`, by: staff, expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/tasks/999/completion", expect: staffOnly(303) },
  ],
  "routes/staff.customers._index": [
    { path: () => "/staff/customers", expect: staffOnly(200) },
    { path: () => "/staff/customers?show=owes&sort=newest", expect: staffOnly(200) },
  ],
  "routes/staff.customers.new": [
    { path: () => "/staff/customers/new", expect: staffOnly(200) },
    {
      method: "POST",
      path: () => "/staff/customers/new",
      form: () => ({ name: "Lund & Co", email: "liv@lund.example" }),
      by: staff,
      expect: staffOnly(303),
      misuse: () => [attempt("staff", "/staff/customers/new", 422, { name: "Acme GmbH", email: "zoe@zebra.example" })],
    },
  ],
  "routes/staff.customers.$org._index": [
    { path: ({ acme }) => `/staff/customers/${acme}`, expect: staffOnly(200) },
    { path: () => "/staff/customers/org_never", expect: staffOnly(404) },
  ],
  "routes/staff.customers.$org.notes._index": [
    { path: ({ acme }) => `/staff/customers/${acme}/notes`, expect: staffOnly(200) },
    { path: () => "/staff/customers/org_never/notes", expect: staffOnly(404) },
    {
      method: "POST",
      path: ({ acme }) => `/staff/customers/${acme}/notes`,
      form: () => ({ note: "Call before ten" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.customers.$org.notes.$note.removal": [
    {
      path: ({ acme, customerNote }) => `/staff/customers/${acme}/notes/${customerNote}/removal`,
      expect: staffOnly(200),
    },
    {
      path: ({ zebra, customerNote }) => `/staff/customers/${zebra}/notes/${customerNote}/removal`,
      expect: staffOnly(303),
    },
    {
      method: "POST",
      path: ({ acme, customerNote }) => `/staff/customers/${acme}/notes/${customerNote}/removal`,
      by: staff,
      expect: staffOnly(303),
      misuse: ({ zebra, customerNote }) => [
        attempt("staff", `/staff/customers/${zebra}/notes/${customerNote}/removal`, 303),
      ],
    },
  ],
  "routes/staff.customers.$org.addresses.removal": [
    {
      path: ({ acme }) => `/staff/customers/${acme}/addresses/removal?email=ada%40home.example`,
      expect: staffOnly(200),
    },
    {
      path: ({ zebra }) => `/staff/customers/${zebra}/addresses/removal?email=ada%40home.example`,
      expect: staffOnly(303),
    },
    { path: () => "/staff/customers/org_never/addresses/removal", expect: staffOnly(404) },
    {
      method: "POST",
      path: ({ acme }) => `/staff/customers/${acme}/addresses/removal`,
      form: () => ({ email: "ada@home.example" }),
      by: staff,
      expect: staffOnly(303),
      misuse: ({ zebra }) => [
        attempt("staff", `/staff/customers/${zebra}/addresses/removal`, 303, { email: "ada@home.example" }),
      ],
    },
  ],
  "routes/staff.log": [{ path: () => "/staff/log", expect: staffOnly(200) }],
};
