import { everybody, signedIn, signedInOnly, type Rows } from "#tests/tenancy-rows.ts";

export const rows: Rows = {
  "routes/sign-in": [
    { path: () => "/sign-in", expect: { nobody: 200, else: 303 } },
    {
      method: "POST",
      path: () => "/sign-in",
      form: () => ({ email: "ada@acme.example" }),
      by: everybody,
      expect: { else: 303 },
    },
  ],
  "routes/sign-in_.check": [
    { path: () => "/sign-in/check", expect: { else: 303 } },
    { method: "POST", path: () => "/sign-in/check", expect: { else: 303 } },
  ],
  "routes/sign-in_.link": [
    { path: () => "/sign-in/link", expect: { else: 410 } },
    { method: "POST", path: () => "/sign-in/link", expect: { else: 410 } },
  ],
  "routes/sign-in_.link_.again": [
    { path: () => "/sign-in/link/again", expect: { else: 303 } },
    { method: "POST", path: () => "/sign-in/link/again", expect: { else: 303 } },
  ],
  "routes/sign-out": [
    { path: () => "/sign-out", expect: { nobody: 303, else: 200 } },
    { method: "POST", path: () => "/sign-out", by: signedIn, expect: { else: 303 } },
  ],
  "routes/me.sessions": [{ path: () => "/me/sessions", expect: signedInOnly(200) }],
  // The session is Ada's second one.
  "routes/me.sessions_.$session.end": [
    { path: () => "/me/sessions/ses_none/end", expect: { else: 303 } },
    {
      method: "POST",
      path: ({ session }) => `/me/sessions/${session}/end`,
      by: ["owner"],
      expect: { owner: 303, nobody: 303, else: 404 },
    },
  ],
  "routes/me.sessions_.others.end": [
    { path: () => "/me/sessions/others/end", expect: { else: 303 } },
    { method: "POST", path: () => "/me/sessions/others/end", by: ["owner"], expect: { else: 303 } },
  ],
  "routes/me.confirm": [
    { path: () => "/me/confirm", expect: signedInOnly(200) },
    { method: "POST", path: () => "/me/confirm", expect: signedInOnly(422) },
  ],
  "routes/me.confirm_.code": [
    { path: () => "/me/confirm/code", expect: { else: 303 } },
    { method: "POST", path: () => "/me/confirm/code", by: signedIn, expect: { else: 303 } },
  ],
};
