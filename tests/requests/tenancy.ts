import {
  attempt,
  everybody,
  everyMember,
  members,
  staff,
  staffOnly,
  type Row,
  type Rows,
} from "#tests/tenancy-rows.ts";
import { keyOfBens } from "#tests/tenancy-place.ts";

/** Ben's request about an order: whoever reads orders and the organization's requests. */
const requestRead = (status: number) => ({ owner: status, admin: status, member: status, nobody: 303, else: 404 });
const readers = ["owner", "admin", "member"] as const;
const message = "When will it be ready?";
const contact = { message, email: "otto@berg.example", name: "Otto" };

/** What is done to a request from its page. */
const turn = (part: string, which: "request" | "closed", form: Record<string, string> = {}): Row[] =>
  (["GET", "POST"] as const).map((method) => ({
    method,
    path: ({ acme, [which]: request }) => `/o/${acme}/requests/${request}/${part}`,
    expect: requestRead(303),
    foreign: (zebra, { [which]: request }) => `/o/${zebra}/requests/${request}/${part}`,
    ...(method === "POST" && { form: () => form, by: readers }),
  }));

export const rows: Rows = {
  "routes/contact": [
    { path: () => "/contact", expect: { staff: 200, nobody: 200, else: 303 } },
    { method: "POST", path: () => "/contact", expect: { else: 422 } },
    {
      method: "POST",
      path: () => "/contact",
      form: () => contact,
      by: everybody,
      expect: { else: 303 },
      misuse: ({ acme }) => [
        attempt("stranger", "/contact", 303, { message, org: acme, about: "Invoice INV-ACME" }),
        attempt("staff", "/contact", 303, { message, org: acme, about: "Invoice INV-ACME" }),
        attempt("nobody", "/contact", 303, {
          ...contact,
          email: "ada@acme.example",
          org: acme,
          about: "Invoice INV-ACME",
        }),
      ],
    },
  ],
  "routes/contact_.sent": [{ path: () => "/contact/sent", expect: { else: 303 } }],
  "routes/me.mails.$mail._index": [
    { path: () => "/me/mails/mail-which", expect: { owner: 200, nobody: 303, else: 404 } },
  ],
  "routes/me.mails.$mail.customer": [
    { path: () => "/me/mails/mail-which/customer", expect: { else: 303 } },
    {
      method: "POST",
      path: () => "/me/mails/mail-which/customer",
      form: ({ acme }) => ({ org: acme }),
      by: ["owner"],
      expect: { owner: 303, nobody: 303, else: 404 },
      misuse: ({ zebra }) => [
        attempt("owner", "/me/mails/mail-which/customer", 404, { org: zebra }, "zebra"),
        attempt("stranger", "/me/mails/mail-which/customer", 404, { org: zebra }),
      ],
    },
  ],
  "routes/me.requests.$request._index": [
    { path: ({ unclaimed }) => `/me/requests/${unclaimed}`, expect: { owner: 200, nobody: 303, else: 404 } },
  ],
  "routes/me.requests.$request.claim": [
    { path: () => "/me/requests/req_never/claim", expect: { else: 303 } },
    { method: "POST", path: () => "/me/requests/req_never/claim", expect: { nobody: 303, else: 404 } },
    {
      method: "POST",
      path: ({ unclaimed }) => `/me/requests/${unclaimed}/claim`,
      form: ({ acme }) => ({ org: acme }),
      by: ["owner"],
      expect: { owner: 303, nobody: 303, else: 404 },
      misuse: ({ zebra, unclaimed, zebraRequest }) => [
        attempt("owner", `/me/requests/${unclaimed}/claim`, 303, { org: zebra }, "zebra"),
        attempt("owner", `/me/requests/${zebraRequest}/claim`, 404, {}, "zebra"),
      ],
    },
  ],
  "routes/me.requests.$request.disowning": [
    { path: () => "/me/requests/req_never/disowning", expect: { else: 303 } },
    {
      method: "POST",
      path: ({ unclaimed }) => `/me/requests/${unclaimed}/disowning`,
      by: ["owner"],
      expect: { else: 303 },
      misuse: ({ request }) => [attempt("stranger", `/me/requests/${request}/disowning`, 303)],
    },
  ],
  "routes/o.$org.requests._index": [{ path: ({ acme }) => `/o/${acme}/requests`, expect: everyMember(200) }],
  "routes/o.$org.requests.new": [
    { path: ({ acme }) => `/o/${acme}/requests/new`, expect: everyMember(200) },
    { path: ({ acme, invoice }) => `/o/${acme}/requests/new?about=invoice:${invoice}`, expect: everyMember(200) },
    {
      method: "POST",
      path: ({ acme, invoice }) => `/o/${acme}/requests/new?about=invoice:${invoice}`,
      form: () => ({ message }),
      by: members,
      expect: everyMember(303),
      misuse: ({ zebra, invoice, order, waiting }) => [
        attempt("stranger", `/o/${zebra}/requests/new?about=invoice:${invoice}`, 303, { message }),
        attempt("stranger", `/o/${zebra}/requests/new?about=order:${order}`, 303, { message }),
        attempt("stranger", `/o/${zebra}/requests/new`, 303, { message, once: keyOfBens, keep: waiting }),
      ],
    },
  ],
  "routes/o.$org.requests.$request._index": [
    {
      path: ({ acme, request }) => `/o/${acme}/requests/${request}`,
      expect: requestRead(200),
      foreign: (zebra, { request }) => `/o/${zebra}/requests/${request}`,
    },
    {
      method: "POST",
      path: ({ acme, request }) => `/o/${acme}/requests/${request}`,
      form: () => ({ message }),
      by: readers,
      expect: requestRead(303),
      foreign: (zebra, { request }) => `/o/${zebra}/requests/${request}`,
      misuse: ({ zebra, zebraRequest, waiting }) => [
        attempt("stranger", `/o/${zebra}/requests/${zebraRequest}`, 303, { message, once: keyOfBens, keep: waiting }),
      ],
    },
  ],
  "routes/o.$org.requests.$request.closure": turn("closure", "request"),
  "routes/o.$org.requests.$request.answered": turn("answered", "closed", { answer: "no" }),
  "routes/o.$org.requests.$request.following": turn("following", "request", { state: "follow" }),
  "routes/o.$org.requests.$request.reopening": turn("reopening", "closed"),
  "routes/o.$org.requests.$request.people": [
    ...turn("people", "request", { email: "bo@acme.example" }),
    {
      method: "POST",
      path: ({ acme, request }) => `/o/${acme}/requests/${request}/people`,
      form: () => ({ email: "zoe@zebra.example" }),
      expect: requestRead(303),
      misuse: ({ zebra, zebraRequest }) => [
        attempt("stranger", `/o/${zebra}/requests/${zebraRequest}/people`, 303, { email: "ada@acme.example" }),
      ],
    },
  ],
  // Who sees their own requests only is not shown a colleague's.
  "routes/o.$org.requests.$request.files.$file": [
    {
      path: ({ acme, request, file }) => `/o/${acme}/requests/${request}/files/${file}`,
      expect: requestRead(200),
      foreign: (zebra, { request, file }) => `/o/${zebra}/requests/${request}/files/${file}`,
    },
  ],
  "routes/staff.files.$file": [
    { path: ({ file }) => `/staff/files/${file}`, expect: staffOnly(200) },
    { path: () => "/staff/files/fil_never", expect: staffOnly(404) },
  ],
  "routes/staff.requests._index": [
    { path: () => "/staff/requests", expect: staffOnly(200) },
    { path: () => "/staff/requests?queue=closed&whose=mine", expect: staffOnly(200) },
  ],
  "routes/staff.requests.$request._index": [
    { path: ({ request }) => `/staff/requests/${request}`, expect: staffOnly(200) },
    { path: () => "/staff/requests/req_never", expect: staffOnly(404) },
    {
      method: "POST",
      path: ({ request }) => `/staff/requests/${request}`,
      form: ({ acme }) => ({ message: "On Monday.", customer: acme, seen: "1" }),
      by: staff,
      expect: staffOnly(303),
    },
    { method: "POST", path: () => "/staff/requests/req_never", expect: staffOnly(404) },
  ],
  "routes/staff.requests.$request.closure": [
    { path: ({ request }) => `/staff/requests/${request}/closure`, expect: staffOnly(303) },
    {
      method: "POST",
      path: ({ request }) => `/staff/requests/${request}/closure`,
      form: () => ({ open: "no", seen: "1" }),
      by: staff,
      expect: staffOnly(303),
    },
    { method: "POST", path: () => "/staff/requests/req_never/closure", expect: staffOnly(404) },
  ],
  "routes/staff.requests.$request.assignment": [
    { path: ({ request }) => `/staff/requests/${request}/assignment`, expect: staffOnly(303) },
    {
      method: "POST",
      path: ({ request }) => `/staff/requests/${request}/assignment`,
      form: () => ({ to: "sam@norrland.example" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.requests.$request.customer": [
    { path: ({ unclaimed }) => `/staff/requests/${unclaimed}/customer`, expect: staffOnly(200) },
    { path: ({ request }) => `/staff/requests/${request}/customer`, expect: staffOnly(303) },
    {
      method: "POST",
      path: ({ unclaimed }) => `/staff/requests/${unclaimed}/customer`,
      form: ({ acme }) => ({ customer: acme }),
      by: staff,
      expect: staffOnly(303),
      // One that is somebody's is never given to others.
      misuse: ({ zebra, request }) => [
        attempt("staff", `/staff/requests/${request}/customer`, 303, { customer: zebra }),
      ],
    },
    { method: "POST", path: () => "/staff/requests/req_never/customer", expect: staffOnly(404) },
  ],
  "routes/staff.requests.$request.note": [
    { path: ({ request }) => `/staff/requests/${request}/note`, expect: staffOnly(200) },
    {
      method: "POST",
      path: ({ request }) => `/staff/requests/${request}/note`,
      form: () => ({ message: "Ask the workshop." }),
      by: staff,
      expect: staffOnly(303),
    },
    { method: "POST", path: () => "/staff/requests/req_never/note", expect: staffOnly(404) },
  ],
  "routes/staff.requests.$request.snooze": [
    { path: ({ request }) => `/staff/requests/${request}/snooze`, expect: staffOnly(200) },
    {
      method: "POST",
      path: ({ request }) => `/staff/requests/${request}/snooze`,
      form: () => ({ until: "2026-12-01" }),
      by: staff,
      expect: staffOnly(303),
    },
    { method: "POST", path: () => "/staff/requests/req_never/snooze", expect: staffOnly(404) },
  ],
  "routes/staff.requests.$request.undo": [
    { path: ({ request }) => `/staff/requests/${request}/undo`, expect: staffOnly(303) },
    {
      method: "POST",
      path: ({ request }) => `/staff/requests/${request}/undo`,
      form: ({ leaving }) => ({ answer: leaving }),
      by: staff,
      expect: staffOnly(303),
    },
    { method: "POST", path: () => "/staff/requests/req_never/undo", expect: staffOnly(404) },
  ],
  "routes/staff.requests.$request.discard": [
    { path: ({ request }) => `/staff/requests/${request}/discard`, expect: staffOnly(303) },
    {
      method: "POST",
      path: ({ closed }) => `/staff/requests/${closed}/discard`,
      form: ({ undone }) => ({ answer: undone }),
      by: staff,
      expect: staffOnly(303),
    },
    { method: "POST", path: () => "/staff/requests/req_never/discard", expect: staffOnly(404) },
  ],
  "routes/staff.requests.$request.tags": [
    { path: ({ request }) => `/staff/requests/${request}/tags`, expect: staffOnly(303) },
    {
      method: "POST",
      path: ({ request }) => `/staff/requests/${request}/tags`,
      by: staff,
      expect: staffOnly(303),
      misuse: ({ request }) => [attempt("staff", `/staff/requests/${request}/tags`, 422, { tag: "tag_never" })],
    },
    { method: "POST", path: () => "/staff/requests/req_never/tags", expect: staffOnly(404) },
  ],
  "routes/staff.requests.$request.link": [
    { path: ({ request }) => `/staff/requests/${request}/link`, expect: staffOnly(200) },
    {
      method: "POST",
      path: ({ request }) => `/staff/requests/${request}/link`,
      form: () => ({ number: "INV-ACME" }),
      by: staff,
      expect: staffOnly(303),
      misuse: ({ request, zebraInvoice }) => [
        attempt("staff", `/staff/requests/${request}/link`, 422, { number: "INV-ZEBRA" }, "zebra"),
        attempt("staff", `/staff/requests/${request}/link`, 422, { about: zebraInvoice }, "zebra"),
      ],
    },
    { method: "POST", path: () => "/staff/requests/req_never/link", expect: staffOnly(404) },
  ],
  "routes/staff.requests.held.$mail._index": [
    { path: () => "/staff/requests/held/mail-acme", expect: staffOnly(200) },
    { path: () => "/staff/requests/held/never", expect: staffOnly(404) },
  ],
  "routes/staff.requests.held.$mail.dismissal": [
    { path: () => "/staff/requests/held/mail-acme/dismissal", expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/requests/held/mail-acme/dismissal", by: staff, expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/requests/held/never/dismissal", expect: staffOnly(404) },
  ],
  "routes/staff.requests.held.$mail.acceptance": [
    { path: () => "/staff/requests/held/mail-acme/acceptance", expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/requests/held/mail-acme/acceptance", by: staff, expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/requests/held/never/acceptance", expect: staffOnly(404) },
  ],
  "routes/staff.requests.held.$mail.forwarded": [
    { path: () => "/staff/requests/held/mail-forwarded/forwarded", expect: staffOnly(303) },
    {
      method: "POST",
      path: () => "/staff/requests/held/mail-forwarded/forwarded",
      form: ({ acme }) => ({ org: acme }),
      by: staff,
      expect: staffOnly(303),
      misuse: ({ zebra }) => [
        attempt("staff", "/staff/requests/held/mail-forwarded/forwarded", 404, { org: zebra }, "zebra"),
        attempt("staff", "/staff/requests/held/mail-acme/forwarded", 404, { org: zebra }, "zebra"),
      ],
    },
    { method: "POST", path: () => "/staff/requests/held/never/forwarded", expect: staffOnly(404) },
  ],
  "routes/staff.requests.held.$mail.sender": [
    { path: () => "/staff/requests/held/mail-alias/sender", expect: staffOnly(303) },
    {
      method: "POST",
      path: () => "/staff/requests/held/mail-alias/sender",
      form: ({ ada, acme }) => ({ person: ada, org: acme }),
      by: staff,
      expect: staffOnly(303),
      misuse: ({ ada, zoe, zebra }) => [
        attempt("staff", "/staff/requests/held/mail-alias/sender", 404, { person: zoe, org: zebra }, "zebra"),
        attempt("staff", "/staff/requests/held/mail-alias/sender", 404, { person: ada, org: zebra }, "zebra"),
      ],
    },
    { method: "POST", path: () => "/staff/requests/held/never/sender", expect: staffOnly(404) },
  ],
  "routes/staff.settings.tags": [
    { path: () => "/staff/settings/tags", expect: staffOnly(200) },
    {
      method: "POST",
      path: () => "/staff/settings/tags",
      form: () => ({ another: "Damage" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.settings.replies._index": [{ path: () => "/staff/settings/replies", expect: staffOnly(200) }],
  "routes/staff.settings.replies.new": [
    { path: () => "/staff/settings/replies/new", expect: staffOnly(200) },
    {
      method: "POST",
      path: () => "/staff/settings/replies/new",
      form: () => ({ name: "Hello", text: "Good morning!" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.settings.replies.$reply._index": [
    { path: ({ reply }) => `/staff/settings/replies/${reply}`, expect: staffOnly(200) },
    { path: () => "/staff/settings/replies/rep_never", expect: staffOnly(404) },
    {
      method: "POST",
      path: ({ reply }) => `/staff/settings/replies/${reply}`,
      form: () => ({ name: "Hello", text: "Good morning!" }),
      by: staff,
      expect: staffOnly(303),
    },
    { method: "POST", path: () => "/staff/settings/replies/rep_never", expect: staffOnly(404) },
  ],
  "routes/staff.settings.replies.$reply.removal": [
    { path: ({ reply }) => `/staff/settings/replies/${reply}/removal`, expect: staffOnly(200) },
    { path: () => "/staff/settings/replies/rep_never/removal", expect: staffOnly(404) },
    {
      method: "POST",
      path: ({ reply }) => `/staff/settings/replies/${reply}/removal`,
      by: staff,
      expect: staffOnly(303),
    },
    { method: "POST", path: () => "/staff/settings/replies/rep_never/removal", expect: staffOnly(404) },
  ],
  "routes/staff.settings.answers": [
    { path: () => "/staff/settings/answers", expect: staffOnly(200) },
    {
      method: "POST",
      path: () => "/staff/settings/answers",
      form: () => ({ day1: "on", from: "8", to: "12", hours: "6" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
};
