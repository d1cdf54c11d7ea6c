export const countingWords = {
  title: "Usage counts",
  lead: "We count how often each kind of page is opened, to see what helps. The counts don’t say who opened it, and need no cookies.",
  leaveOut: "Leave me out",
  left: "You’re left out.",
  countAgain: "Count me again",
  saved: { out: "You’re left out from now on.", in: "You’re counted again." },
};
