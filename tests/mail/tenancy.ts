import type { Rows } from "#tests/tenancy-rows.ts";

export const rows: Rows = {
  "routes/dev.mail": [{ path: () => "/dev/mail", expect: { else: 404 } }],
  "routes/dev.mail_.$id": [{ path: () => "/dev/mail/mail_1", expect: { else: 404 } }],
  "routes/dev.emails": [{ path: () => "/dev/emails", expect: { else: 404 } }],
  "routes/dev.emails_.$name": [{ path: () => "/dev/emails/sign-in", expect: { else: 404 } }],
  "routes/webhooks.postmark": [
    { path: () => "/webhooks/postmark", expect: { else: 404 } },
    { method: "POST", path: () => "/webhooks/postmark", expect: { else: 403 } },
  ],
  "routes/webhooks.postmark_.inbound": [
    { path: () => "/webhooks/postmark/inbound", expect: { else: 404 } },
    { method: "POST", path: () => "/webhooks/postmark/inbound", expect: { else: 403 } },
  ],
};
