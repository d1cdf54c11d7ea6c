import { waiting } from "./waiting.ts";

export const errors = {
  notFound: {
    title: "This page doesn’t exist",
    message: "Check the address. If it’s right, you may not have access to this page.",
  },
  notAllowed: {
    title: "You don’t have access to this page",
    message: "Your role doesn’t include it. An owner or admin of your organization can change that.",
  },
  gone: {
    title: "This link no longer works",
    message: "The page has moved or is no longer shared. Sign in to find it, or ask us.",
  },
  tooLarge: {
    title: "That’s too large",
    message: "Nothing was saved. Go back, where most browsers still have what you entered, and send less at a time.",
  },
  tooMany: {
    title: "Too many attempts",
    message: (seconds: number) => `Wait ${waiting(seconds)}, then try again.`,
  },
  misfit: {
    title: "That couldn’t be saved",
    message:
      "Something you chose doesn’t exist, or no longer does. Nothing was saved. Go back, reload the page and try again.",
  },
  unfit: {
    title: "That can’t be done here",
    message: "This page can’t do what your browser asked. Open it again from the home page.",
  },
  unavailable: {
    title: "This isn’t working right now",
    message: "A service we rely on isn’t responding. Nothing was changed. Try again in a minute.",
  },
  storage: {
    title: "We can’t save anything right now",
    message:
      "Nothing was saved, but nothing was lost. You can still read everything. Try again in a few minutes, or write to us.",
  },
  internal: {
    title: "Something went wrong on our side",
    message: "It’s nothing you did. We’ve been notified. Try again in a minute.",
  },
  start: "Go to the home page",
  again: "Try again",
};
