import { members, signedInOnly, type Rows } from "#tests/tenancy-rows.ts";

export const rows: Rows = {
  "routes/me.notifications_.$org": [
    {
      method: "POST",
      path: ({ acme }) => `/me/notifications/${acme}`,
      expect: { stranger: 404, staff: 404, else: 303 },
      form: () => ({ replies: "off", steps: "off" }),
      by: members,
    },
  ],
  "routes/me.notifications": [{ path: () => "/me/notifications", expect: signedInOnly(200) }],
};
