import { signedIn, signedInOnly, type Rows } from "#tests/tenancy-rows.ts";

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
  "routes/address.undo": [
    { path: () => "/address/undo", expect: { else: 200 } },
    { path: () => "/address/undo?token=none", expect: { else: 410 } },
    { method: "POST", path: () => "/address/undo?token=none", expect: { else: 410 } },
  ],
};
