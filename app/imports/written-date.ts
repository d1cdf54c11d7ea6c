import { monthNamed } from "./month-names.ts";
import { readWrittenTime, type WrittenTime } from "./written-time.ts";

const maxLength = 60;

/** A date as it is written: three groups of digits, and the time that may follow. */
export type WrittenDate = {
  groups: readonly [string, string, string];
  /** Parted by dots, as those do who put the day first. */
  isDotted: boolean;
  /** Its month had a name: the groups are day, month and year. */
  isNamed: boolean;
  time: WrittenTime | null;
};
type Found = Omit<WrittenDate, "time"> & { length: number };

const end = "(?=$|[\\sT,])";
const parted = new RegExp(`^(\\d{1,4})([./-])\\s?(\\d{1,2})\\2\\s?(\\d{1,4})\\.?${end}`);
const compact = new RegExp(`^(\\d{4})(\\d\\d)(\\d\\d)${end}`);
const dayThenName = new RegExp(
  `^(?<whole>(?<day>\\d{1,2})(?:\\.\\s?|\\s|-)(?<name>\\p{L}+)\\.?(?:,?\\s|-)(?<year>\\d{4}|\\d\\d))${end}`,
  "u",
);
const nameThenDay = new RegExp(`^(?<whole>(?<name>\\p{L}+)\\.?\\s(?<day>\\d{1,2}),?\\s(?<year>\\d{4}))${end}`, "u");

/** Reads how a date is written, in whatever order; null where it is no date. */
export function readWritten(text: string): WrittenDate | null {
  if (text.length > maxLength) return null;
  const found = findParted(text) ?? findCompact(text) ?? findNamed(text);
  if (!found) return null;
  const { length, ...date } = found;
  if (length === text.length) return { ...date, time: null };
  const time = readWrittenTime(text.slice(length));
  return time && { ...date, time };
}

function findParted(text: string): Found | null {
  const [whole, first, sign, second, third] = parted.exec(text) ?? [];
  if (!whole) return null;
  return { groups: [first!, second!, third!], isDotted: sign === ".", isNamed: false, length: whole.length };
}

function findCompact(text: string): Found | null {
  const [whole, year, month, day] = compact.exec(text) ?? [];
  return whole ? { groups: [year!, month!, day!], isDotted: false, isNamed: false, length: whole.length } : null;
}

function findNamed(text: string): Found | null {
  const { whole, day, name, year } = (dayThenName.exec(text) ?? nameThenDay.exec(text))?.groups ?? {};
  const month = monthNamed(name ?? "");
  if (!month) return null;
  return { groups: [day!, String(month), year!], isDotted: false, isNamed: true, length: whole!.length };
}
