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
  "routes/me.delivery": [
    { path: () => "/me/delivery", expect: { else: 303 } },
    { method: "POST", path: () => "/me/delivery", expect: { else: 303 } },
  ],
  "routes/me.delivery_.code": [
    { path: () => "/me/delivery/code", expect: { else: 303 } },
    { method: "POST", path: () => "/me/delivery/code", form: () => ({ code: "123456" }), expect: { else: 303 } },
  ],
  "routes/me.notifications": [{ path: () => "/me/notifications", expect: signedInOnly(200) }],
};
