import type { DigestDays } from "#db/schema/notifications.ts";

/** When what can wait comes. `{date}` is where a date is put. */
export const timesWords = {
  title: "When emails come",
  lead: "For your digest and for news that can wait.",
  back: "Notifications",
  summary: {
    daily: (time: string, place: string) => `If you choose a digest, it comes every day at ${time} (${place}).`,
    weekdays: (time: string, place: string) =>
      `If you choose a digest, it comes Monday to Friday at ${time} (${place}).`,
    monday: (time: string, place: string) => `If you choose a digest, it comes on Mondays at ${time} (${place}).`,
  } satisfies Record<DigestDays, (time: string, place: string) => string>,
  isPaused: "Paused until {date}: what can wait comes in one email the next morning.",
  change: "Change when emails come",

  zone: "Your time zone",
  now: (time: string, place: string) =>
    `A large city will do, such as Berlin or New York. It’s ${time} in ${place} now.`,
  zoneMissing: "Enter a city in your time zone, such as Berlin",
  zoneWrong:
    "We don’t know that place. Enter a large city in the same time zone, often the capital, such as Berlin or New York",

  digest: "Your digest",
  hour: "At",
  days: "On",
  onDays: {
    daily: "Every day",
    weekdays: "Monday to Friday",
    monday: "Mondays",
  } satisfies Record<DigestDays, string>,

  quiet: "Quiet hours",
  quietWhy:
    "Order news and replies wait until quiet hours end. Emails about money, or when we need something from you, still come.",
  from: "From",
  to: "To",
  none: "None",
  quietHalf: "Choose when quiet hours start and end, or neither",
  quietSame: "Quiet hours can’t start and end at the same hour. Choose two different ones",

  pause: "Pause",
  pauseWhy: (days: number) =>
    `At most ${days} days. What can wait comes in one email the morning after; reminders and failed payments still come.`,
  until: "Until the end of",
  dayWrong: "Enter the last day of your pause, like 2026-12-31",
  dayOver: "Pause until today or a later day",
  dayFar: (days: number) => `Pause for ${days} days at most`,

  hourWrong: "Choose an hour from the list",
  daysWrong: "Choose the days of your digest from the list",
  save: "Save",
  saved: "Saved. Emails will come at these times.",
  ask: "Need a different time?",
};
