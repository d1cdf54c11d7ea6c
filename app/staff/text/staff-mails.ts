import type { StaffTopic } from "#db/schema/notifications.ts";

/** Which emails somebody of the company gets about its work. `{date}` is where a date is put. */
export const staffMailsWords = {
  title: "Your emails",
  lead: (email: string) => `What we email ${email} about. Sign-in codes always come.`,
  ask: "Missing an email?",
  topics: {
    desk: { name: "New requests", what: "Someone sent a request, or an email needs checking." },
    "desk-replies": {
      name: "Replies from customers",
      what: "If a request is assigned to someone, only they get them.",
    },
    orders: { name: "Orders", what: "A customer approved something or asked for a change; orders run late." },
    billing: { name: "Billing problems", what: "Something in Stripe needs you, such as a key it refuses." },
    insights: { name: "The week in figures", what: "On Mondays, what customers did in the week before." },
  } satisfies Record<StaffTopic, { name: string; what: string }>,
  options: { now: "Email me", off: "Off" },
  offByLink: "Turned off by a link in an email, {date}.",
  save: "Save",
  saved: "Saved.",
};
