import { waiting } from "../../text/waiting.ts";

const thousands = (n: number) => n.toLocaleString("en-GB");

export const contactWords = {
  title: "Write to us",
  lead: (company: string) => `A person at ${company} will read it and answer by email.`,
  about: (subject: string) => `About: ${subject}`,
  answerTo: (email: string) => `We’ll reply to ${email}.`,
  organization: "For which organization",
  answerBy: "You’ll usually have an answer by {date}.",
  name: "Your name",
  nameTooLong: "Shorten your name to 200 characters",
  email: "Email address",
  emailHint: "We’ll reply to this address",
  emailMissing: "Enter your email address",
  emailWrong: "Enter one email address, like name@example.com",
  message: "Your message",
  messageMissing: "Enter your message",
  messageTooLong: (limit: number) =>
    `Your message is too long: shorten it to ${thousands(limit)} characters, or send it in parts`,
  tooMany: (seconds: number, mail: string) =>
    `We’ve had a lot of messages from you. Wait ${waiting(seconds)}, then send this one. It’s still here. Or write to ${mail}.`,
  send: "Send message",
  sentTitle: "We got your message",
  sentLead: "You don’t need to do anything else. We’ve emailed you this reference.",
  sentBefore: "You’d already sent this, so it wasn’t sent again. This is its reference.",
  sentLeadUnmailed:
    "Keep this reference: we’ve already sent several emails to your address today, so we won’t send one about this.",
  reference: "Reference",
  nextName: "What happens next",
  next: (company: string) => `A person at ${company} will read it and answer by email.`,
  start: "Go to the home page",
  another: "Something to add? Reply to the email we sent you.",
  anotherUnmailed: "Something to add? Reply to our answer, or write to us again with this reference.",
};
