import { printableLine } from "./clean.ts";

/** A whole day in a calendar: `day` as 2026-12-01, `url` where it leads, `now` epoch milliseconds. */
export type CalendarDay = { uid: string; day: string; summary: string; url: string; now: number };

const maxOctets = 75;
const encoder = new TextEncoder();

/** Text as RFC 5545 3.3.11 has it. */
const escaped = (text: string) => printableLine(text).replace(/[\\;,]/g, "\\$&");

/** A content line of at most 75 octets, folded between characters, RFC 5545 3.1. */
function folded(line: string): string {
  const lines = [""];
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > maxOctets) {
      lines.push(" ");
      octets = 1;
    }
    lines[lines.length - 1] += character;
    octets += size;
  }
  return lines.join("\r\n");
}

/** The day after one like 2026-12-31, without dashes, as all-day events end: their end is not part of them. */
function dayAfter(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return compact(new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10));
}

const compact = (iso: string) => iso.replace(/[-:]/g, "").replace(/\.\d+/, "");

/** A calendar file with one all-day event, RFC 5545. */
export function calendarFile({ uid, day, summary, url, now }: CalendarDay): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Foyer//Customer portal//EN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${compact(new Date(now).toISOString())}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${dayAfter(day)}`,
    `SUMMARY:${escaped(summary)}`,
    `URL:${url}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
