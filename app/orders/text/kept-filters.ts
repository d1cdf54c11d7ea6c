import type { KeptOutcome } from "../kept-filters.ts";

export const keptFiltersWords = {
  label: "Saved filters",
  all: "All",
  keep: "Save this filter",
  name: "Name",
  hint: "Everyone on staff sees it above the board.",
  save: "Save",
  drop: "Remove this filter",
  dropNamed: (name: string) => `Remove the filter ${name}`,
  dropped: "The filter is removed.",
  said: {
    kept: "Saved. It’s above the board now.",
    nameless: "Not saved: give the filter a name.",
    tooLong: "Not saved: use a shorter name, of 40 characters at most.",
    twice: "Not saved: there’s already a filter with that name.",
    tooMany: "Not saved: there are 12 filters. Remove one first.",
    nothing: "Not saved: choose what to show first.",
  } satisfies Record<KeptOutcome, string>,
};
