import { everybody, members, signedIn, signedInOnly, type Rows } from "#tests/tenancy-rows.ts";

/** What nobody's token is worth: nothing to machines, and a page to people. */
const broken = "/u/steps.org_never.per_never..AAAAAAAAAAAAAAAAAAAAAA";

export const rows: Rows = {
  "POST /u/:token": [
    { method: "POST", path: () => broken, form: () => ({ "List-Unsubscribe": "One-Click" }), expect: { else: 200 } },
    {
      method: "POST",
      path: ({ mailedLink }) => mailedLink,
      form: () => ({ "List-Unsubscribe": "One-Click" }),
      by: everybody,
      expect: { else: 200 },
    },
  ],
  "routes/u.$token": [
    { path: () => broken, expect: { else: 410 } },
    { path: ({ mailedLink }) => mailedLink, expect: { else: 200 } },
    { method: "POST", path: () => broken, form: () => ({ what: "topic" }), expect: { else: 410 } },
    // Whoever holds the link may turn off what its mail was of.
    {
      method: "POST",
      path: ({ mailedLink }) => mailedLink,
      form: () => ({ what: "thing" }),
      by: everybody,
      expect: { else: 303 },
    },
  ],
  "routes/u.$token_.undo": [
    { path: () => `${broken}/undo`, expect: { else: 303 } },
    { method: "POST", path: () => `${broken}/undo`, form: () => ({ what: "topic" }), expect: { else: 410 } },
    {
      method: "POST",
      path: ({ leftLink }) => `${leftLink}/undo`,
      form: () => ({ what: "topic" }),
      by: everybody,
      expect: { else: 303 },
    },
  ],
  "routes/me.notifications_.times": [
    { path: () => "/me/notifications/times", expect: signedInOnly(200) },
    {
      method: "POST",
      path: () => "/me/notifications/times",
      form: () => ({ zone: "New York", hour: "9", days: "weekdays", quietFrom: "20", quietTo: "7" }),
      by: signedIn,
      expect: signedInOnly(303),
    },
  ],
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
