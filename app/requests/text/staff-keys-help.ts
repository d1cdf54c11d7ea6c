/** The keys of the desk. */
export const staffKeysHelpWords = {
  title: "Keyboard shortcuts",
  keys: [
    ["j", "Next request"],
    ["k", "Previous request"],
    ["Enter", "Open it"],
    ["r", "Write an answer"],
    ["a", "Assign to me"],
    ["e", "Go to “Close”; Enter closes it"],
    ["/", "Search"],
    ["?", "Show this list"],
  ] as [key: string, what: string][],
  close: "Close",
};
