export const addressWords = {
  title: "Change your email address",
  lead: (email: string) => `You currently sign in with ${email}. We’ll send a code to the new address.`,
  ask: "Can’t change it here?",
  back: "Your account",
  email: "New email address",
  emailMissing: "Enter your new email address",
  emailWrong: "Enter one email address, like name@example.com",
  emailSame: "That’s already your address. Enter a new one",
  send: "Email me a code",
  keep: "Keep this address",
  staff: "You’re a member of staff, so you can’t change your address here. Ask the person who runs the portal.",

  checkTitle: "Check your new email",
  sent: (email: string, minutes: number) =>
    `If ${email} can be used, a code is on its way there. It works for ${minutes} minutes, in this browser.`,
  askCheck: "No email after a few minutes?",
  code: "6-digit code",
  refused: "That code doesn’t work. Check the newest email, or send a new code",
  confirm: "Change address",
  again: "Send again",
  another: "Use another address",
  changed: (email: string) => `You now sign in with ${email}. We’ve signed you out everywhere else.`,

  undoTitle: "Undo a change of address",
  undoLead: (from: string, to: string) => `The address was changed from ${from} to ${to}.`,
  undoText: (from: string) =>
    `If that wasn’t right, undo it. You’ll sign in with ${from} again, and everyone who is signed in now will be signed out.`,
  undo: "Undo the change",
  undoHint: "Was it you? You can close this page. Nothing happens unless you press the button.",
  undoAsk: "Not sure what happened?",
  undone: "Change undone",
  undoneLead: "You sign in with your old address again. Everyone who was signed in has been signed out.",
  signIn: "Sign in",
  over: {
    used: [
      "This change has already been undone",
      "Sign in with your old address, or write to us if that doesn’t work.",
    ],
    expired: ["This link has expired", "A change can be undone for 7 days. Write to us, and we’ll look into it."],
    taken: [
      "This change can’t be undone here",
      "The old address is in use again. Write to us, and we’ll look into it.",
    ],
    unknown: ["This link doesn’t work", "It may be incomplete. Write to us, and we’ll look into it."],
  },
} as const;
