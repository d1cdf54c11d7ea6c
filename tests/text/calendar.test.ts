import { expect, it } from "vitest";
import { calendarFile } from "#app/text/calendar.ts";

const now = Date.UTC(2026, 10, 23, 9, 5, 7, 123);
const file = (over: Partial<Parameters<typeof calendarFile>[0]> = {}) =>
  calendarFile({
    uid: "due-in_1@portal.example",
    day: "2026-12-31",
    summary: "Pay invoice INV-1042",
    url: "https://portal.example/l/x",
    now,
    ...over,
  });

it("is one event that takes all of its day, and ends where the next begins", () => {
  expect(file().split("\r\n")).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Foyer//Customer portal//EN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    "UID:due-in_1@portal.example",
    "DTSTAMP:20261123T090507Z",
    "DTSTART;VALUE=DATE:20261231",
    "DTEND;VALUE=DATE:20270101",
    "SUMMARY:Pay invoice INV-1042",
    "URL:https://portal.example/l/x",
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

it.each([
  ["2028-02-28", "20280229"],
  ["2027-02-28", "20270301"],
])("knows which day comes after %s", (day, next) => expect(file({ day })).toContain(`DTEND;VALUE=DATE:${next}`));

it("takes nobody's words for a line of its own, nor for a list", () => {
  const summary = "Chairs; oak, \\ birch\r\nATTENDEE:mailto:eve@evil.example\nEND:VEVENT";
  const lines = file({ summary }).replaceAll("\r\n ", "").split("\r\n");
  expect(lines).toContain("SUMMARY:Chairs\\; oak\\, \\\\ birch ATTENDEE:mailto:eve@evil.example END:VEVENT");
  expect(lines).toHaveLength(15);
});

it("folds long lines at 75 octets and in no character", () => {
  const summary = `${"Stühle 🪑 ".repeat(30)}end`;
  const text = file({ summary });
  const lines = text.split("\r\n");
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(text.replaceAll("\r\n ", "")).toContain(`SUMMARY:${summary}`);
  expect(text).not.toContain("\uFFFD");
});
