import contentDisposition from "content-disposition";
import { calendarFile, type CalendarDay } from "../text/calendar.ts";

/** A day for the visitor's calendar, as a file of that name. */
export const calendarResponse = (name: string, day: CalendarDay) =>
  new Response(calendarFile(day), {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": contentDisposition(`${name}.ics`),
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
