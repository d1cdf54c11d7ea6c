import { staff, staffOnly, signedIn, signedInOnly, type Rows } from "#tests/tenancy-rows.ts";

const customers = signedIn.filter((who) => who !== "staff");

export const rows: Rows = {
  "routes/me.address": [
    { path: () => "/me/address", expect: signedInOnly(200) },
    {
      method: "POST",
      path: () => "/me/address",
      form: () => ({ email: "new@elsewhere.example" }),
      by: customers,
      expect: { staff: 403, else: 303 },
    },
  ],
  "routes/me.address_.check": [
    { path: () => "/me/address/check", expect: { else: 303 } },
    { method: "POST", path: () => "/me/address/check", form: () => ({ code: "123456" }), expect: { else: 303 } },
  ],
  "routes/me.departure": [
    { path: () => "/me/departure", expect: signedInOnly(200) },
    {
      method: "POST",
      path: () => "/me/departure",
      by: ["admin", "billing", "member", "accountant"],
      expect: { staff: 403, else: 303 },
    },
  ],
  "routes/staff.people.$person.erasure": [
    { path: ({ ben }) => `/staff/people/${ben}/erasure`, expect: staffOnly(200) },
    { path: () => "/staff/people/per_none/erasure", expect: staffOnly(404) },
    {
      method: "POST",
      path: ({ ben }) => `/staff/people/${ben}/erasure`,
      form: () => ({ reason: "They wrote to us" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/departure.undo": [
    { path: () => "/departure/undo", expect: { else: 200 } },
    { path: () => "/departure/undo?token=none", expect: { else: 410 } },
    { method: "POST", path: () => "/departure/undo?token=none", expect: { else: 410 } },
  ],
  "routes/address.undo": [
    { path: () => "/address/undo", expect: { else: 200 } },
    { path: () => "/address/undo?token=none", expect: { else: 410 } },
    { method: "POST", path: () => "/address/undo?token=none", expect: { else: 410 } },
  ],
};
