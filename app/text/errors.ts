import { waiting } from "./waiting.ts";

export const errors = {
  notFound: {
    title: "This page does not exist",
    message: "The address may be wrong, or you may not have access to what it led to.",
  },
  notAllowed: {
    title: "This is not part of your role",
    message:
      "You are signed in, but your role does not include this page. An owner or admin of your organization can change that.",
  },
  gone: {
    title: "This link no longer works",
    message: "What it led to has moved or is no longer shared. Nothing is lost: sign in, or ask us.",
  },
  tooLarge: {
    title: "That is too large",
    message:
      "What was sent is more than we take here. Nothing was saved. Go back, where most browsers still have it, and send less at a time.",
  },
  tooMany: {
    title: "Too many tries",
    message: (seconds: number) => `Wait ${waiting(seconds)}, then try again.`,
  },
  unfit: {
    title: "That cannot be done here",
    message: "The address is right, but not for what your browser sent. Open the page again from the start.",
  },
  unavailable: {
    title: "This does not work right now",
    message: "Something we depend on does not answer. Nothing was changed. Try again in a minute.",
  },
  storage: {
    title: "We cannot save anything right now",
    message:
      "Nothing was saved, and nothing was lost. Reading still works. Try again in a few minutes, or write to us.",
  },
  internal: {
    title: "Something went wrong on our side",
    message: "Nothing you did. We have been told. Try again in a minute.",
  },
  start: "Go to home",
  again: "Try again",
};
