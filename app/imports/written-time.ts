/** A time of day in milliseconds since midnight; `zoneMs` is how far its zone is ahead of UTC, null where it names none. */
export type WrittenTime = { ms: number; zoneMs: number | null };

const clock =
  /^(?:T|,?\s+)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?m\.?)?(?:\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?$/i;

/** The time after a date, as databases and spreadsheets write it; null where it is none. */
export function readWrittenTime(text: string): WrittenTime | null {
  const [found, hour, minutes, seconds = "0", fraction = "", half, zone] = clock.exec(text) ?? [];
  if (!found) return null;
  const [minute, second] = [Number(minutes), Number(seconds)];
  const hours = half ? hourOf(Number(hour), half) : Number(hour);
  if (hours > 23 || minute > 59 || second > 59) return null;
  const ms = ((hours * 60 + minute) * 60 + second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
  return { ms, zoneMs: zone === undefined ? null : offsetOf(zone) };
}

/** The hour of 0 to 23; more where a clock of twelve hours has no such hour. */
const hourOf = (hour: number, half: string) =>
  hour < 1 || hour > 12 ? 24 : (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);

function offsetOf(zone: string): number {
  const [, sign, hours, minutes = "0"] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const ahead = hours ? (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
  return sign === "-" ? -ahead : ahead;
}
