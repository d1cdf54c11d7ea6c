import type { DateOrder, SaidAt } from "#db/schema/imports.ts";

/** How the dates of a file are written, asked and said. */
export const importDatesWords = {
  title: "How are the dates written?",
  question: (said: string) => `What does “${said}” mean?`,
  why: (line: number) =>
    `It’s in line ${line}. Nothing in the file shows what comes first. Your answer applies to all its dates.`,
  choose: "Choose…",
  first: { dmy: "Day first", mdy: "Month first", ymd: "Year first" } satisfies Record<DateOrder, string>,
  option: (first: string, date: string) => `${first}: ${date}`,
  answer: "Check the file",
  missing: "Choose how the dates are written.",
  readAs: (said: string, date: string) => `${said} is read as ${date}.`,
  comesFirst: { dmy: "the day", mdy: "the month", ymd: "the year" } satisfies Record<DateOrder, string>,
  proof: (line: number, said: string, first: string) => `Line ${line} has ${said}, so ${first} comes first.`,
  contradiction: ({ dayFirst, monthFirst }: { dayFirst: SaidAt; monthFirst: SaidAt }) =>
    `The dates in this file contradict each other: ${dayFirst.said} in line ${dayFirst.line} can’t have the month first, ${monthFirst.said} in line ${monthFirst.line} can’t have the day first. Lines with such dates are refused.`,
};
