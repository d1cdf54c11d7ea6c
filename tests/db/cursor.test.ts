import { describe, expect, it } from "vitest";
import { calendarDay, cursorOf, cutPage, groupOf, moment, rowId, wholeNumber } from "#db/cursor.ts";

describe("a cursor", () => {
  const cursor = cursorOf({ open: groupOf(2), newestAt: moment, id: rowId("req_") });

  it("is read as it was written", () => {
    const place = { open: 1, newestAt: -86_400_000, id: "req_a_b" };
    expect(cursor.write(place)).toBe("1_-86400000_req_a_b");
    expect(cursor.read(cursor.write(place))).toEqual(place);
    const dotted = cursorOf({ day: calendarDay, id: rowId() }, ".");
    expect(dotted.read("2026-12-01.b7f0-1")).toEqual({ day: "2026-12-01", id: "b7f0-1" });
    expect(cursorOf({ line: wholeNumber }).read("101")).toEqual({ line: 101 });
  });

  it.each([
    null,
    "",
    "nonsense",
    "2_1_req_a",
    "1_1_ord_a",
    "1_1_req_",
    "1_1_req_a b",
    "1_1e9_req_a",
    "1_1_req_a\n",
    "1.1.req_a",
  ])("that is none is the first page: %j", (text) => expect(cursor.read(text)).toBeNull());
});

it("a page has the next one's cursor where there is more", () => {
  const at = (row: number) => `after ${row}`;
  expect(cutPage([1, 2, 3], 2, at)).toEqual({ page: [1, 2], next: "after 2" });
  expect(cutPage([1, 2], 2, at)).toEqual({ page: [1, 2], next: null });
  expect(cutPage([], 2, at)).toEqual({ page: [], next: null });
});
