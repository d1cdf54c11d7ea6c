import { attempt, signedIn, signedInOnly, type Rows } from "#tests/tenancy-rows.ts";

export const rows: Rows = {
  "routes/me._index": [
    { path: () => "/me", expect: signedInOnly(200) },
    { method: "POST", path: () => "/me", form: () => ({ name: "Alex" }), by: signedIn, expect: signedInOnly(303) },
  ],
  "routes/me.counting": [
    { path: () => "/me/counting", expect: { else: 303 } },
    {
      method: "POST",
      path: () => "/me/counting",
      form: () => ({ counted: "no" }),
      by: signedIn,
      expect: signedInOnly(303),
    },
  ],
  "routes/me.addresses.removal": [
    { path: () => "/me/addresses/removal", expect: { else: 303 } },
    { path: () => "/me/addresses/removal?email=ada%40home.example", expect: { owner: 200, else: 303 } },
    {
      method: "POST",
      path: () => "/me/addresses/removal",
      form: () => ({ email: "ada@home.example" }),
      by: ["owner"],
      expect: signedInOnly(303),
      misuse: () => [attempt("stranger", "/me/addresses/removal", 303, { email: "ada@home.example" })],
    },
  ],
};
