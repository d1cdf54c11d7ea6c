export const addressWords = {
  title: "Change your email address",
  lead: (email: string) => `You sign in as ${email} now. We’ll send a code to the new address.`,
  ask: "Can’t change it here?",
  back: "Your account",
  email: "New email address",
  emailMissing: "Enter your new email address",
  emailWrong: "Enter one email address, like name@example.com",
  emailSame: "That is your address already. Enter a new one",
  send: "Email me a code",
  keep: "Keep this address",
  staff: "You are one of the company’s own people, so your address can’t be changed here. Whoever runs the portal can.",

  checkTitle: "Check your new email",
  sent: (email: string, minutes: number) =>
    `If ${email} can be yours, a code is on its way there. It works for ${minutes} minutes, in this browser.`,
  askCheck: "No email after a few minutes?",
  code: "6-digit code",
  refused: "That code doesn’t work. Check it against the newest email, or send a new one",
  confirm: "Change address",
  again: "Send again",
  another: "Use another address",
  changed: (email: string) => `From now on you sign in with ${email}. You were signed out everywhere else.`,

  undoTitle: "Undo a change of address",
  undoLead: (from: string, to: string) => `The address was changed from ${from} to ${to}.`,
  undoText: (from: string) =>
    `If that wasn’t right, undo it: you sign in with ${from} again, and everyone who is signed in now is signed out.`,
  undo: "Undo the change",
  undoHint: "Was it you? Then close this page. Nothing happens without the button.",
  undoAsk: "Not sure what happened?",
  undone: "The change is undone",
  undoneLead: "You sign in with your old address again. Everyone who was signed in has been signed out.",
  signIn: "Sign in",
  over: {
    used: ["This change was undone already", "Sign in with your old address, or write to us if that doesn’t work."],
    expired: ["This link has expired", "A change can be undone for 7 days. Write to us, and we’ll look into it."],
    taken: [
      "This change can’t be undone here",
      "The old address is in use again. Write to us, and we’ll look into it.",
    ],
    unknown: ["This link doesn’t work", "It may have been cut off on its way. Write to us, and we’ll look into it."],
  },
} as const;
