import { everybody, type Rows } from "#tests/tenancy-rows.ts";

/** Who is led to no page of the organization's, where they would answer signed in. */
const answering = everybody.filter((who) => !["owner", "admin", "member"].includes(who));

export const rows: Rows = {
  "routes/l.$token": [
    { path: () => "/l/nobody-knows", expect: { else: 410 } },
    { method: "POST", path: () => "/l/nobody-knows", expect: { else: 303 } },
    // Whoever holds a link that has run out may have its recipient mailed a new one.
    { method: "POST", path: ({ expired }) => `/l/${expired}`, by: everybody, expect: { else: 303 } },
  ],
  "routes/l.$token_.question": [
    { path: () => "/l/nobody-knows/question", expect: { else: 303 } },
    { method: "POST", path: () => "/l/nobody-knows/question", expect: { else: 303 } },
    // Whoever holds a link may ask about what it opens.
    {
      method: "POST",
      path: ({ payable }) => `/l/${payable}/question`,
      form: () => ({ message: "What is this for?" }),
      by: everybody,
      expect: { else: 303 },
    },
  ],
  "routes/l.$token_.approval": [
    { path: () => "/l/nobody-knows/approval", expect: { else: 303 } },
    { method: "POST", path: () => "/l/nobody-knows/approval", expect: { else: 303 } },
    // Whoever holds a link may have its recipient mailed a code to answer with.
    { method: "POST", path: ({ waiting }) => `/l/${waiting}/approval`, by: answering, expect: { else: 303 } },
  ],
  "routes/l.$token_.code": [
    { path: () => "/l/nobody-knows/code", expect: { else: 303 } },
    {
      method: "POST",
      path: ({ waiting }) => `/l/${waiting}/code`,
      form: () => ({ code: "123456" }),
      expect: { else: 303 },
    },
  ],
  "routes/l.$token_.renewed": [{ path: () => "/l/nobody-knows/renewed", expect: { else: 303 } }],
  "routes/l.$token_.calendar": [{ path: () => "/l/nobody-knows/calendar", expect: { else: 303 } }],
  // A link of its own: the views of those that nobody knows are limited together.
  "routes/l.$token_.file": [{ path: ({ expired }) => `/l/${expired}/file`, expect: { else: 303 } }],
  "routes/l.$token_.pdf": [{ path: () => "/l/nobody-knows/pdf", expect: { else: 303 } }],
  "routes/l.$token_.pay": [
    { path: () => "/l/nobody-knows/pay", expect: { else: 303 } },
    { method: "POST", path: () => "/l/nobody-knows/pay", expect: { else: 303 } },
    // Whoever holds a link may pay the invoice that it opens.
    { method: "POST", path: ({ payable }) => `/l/${payable}/pay`, by: everybody, expect: { else: 303 } },
  ],
};
