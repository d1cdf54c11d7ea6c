/** Of an address that emails come back from, and how it is tried again. `{date}` is where a moment is put. */
export const deliveryWords = {
  title: "Emails to you",
  back: "Your account",
  ask: "Not sure what to do?",
  essential: "Sign-in codes still go there, but may not arrive.",
  how: (email: string) =>
    `Does ${email} work again? We’ll send it one test email. Type the code from it in here, and you’ll get all our emails again.`,
  tryAgain: "Try again",
  missed: "See what didn’t reach you",
  complaint:
    "After that our email provider sends nothing to an address, not even sign-in codes. Neither you nor we can undo that.",
  complaintNext:
    "To get emails from us again, use another address while you’re signed in, or write to us and we’ll help.",
  change: "Use another address",
  lost: (email: string) => `The test email to ${email} bounced too, so the address still doesn’t work.`,
  wornOut: "That test is over: too many codes were wrong.",
  next: "You can try once a day. Try again from {date}, or use another address now.",
  unavailable: {
    title: "We couldn’t try your address",
    message: "Our email provider isn’t answering. Nothing has changed: wait a few minutes, then try again.",
  },

  codeTitle: "Enter the code from our test email",
  sent: (email: string) => `It’s on its way to ${email}, and can take a few minutes.`,
  code: "6-digit code",
  codeAsk: "No email after a few minutes?",
  confirm: "Confirm address",
  refused: "That code doesn’t work. Check it against the test email",
  until: "The code works until {date}. If no email comes, your address still doesn’t work.",
  works: (email: string) => `${email} works again. You’ll get all our emails there.`,

  tested: "Emails to you are bouncing. We’ve sent you a test email.",
} as const;
