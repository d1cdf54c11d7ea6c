import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { importFile } from "#app/imports/import-files.ts";
import { sweepImports } from "#app/imports/import-sweep.ts";
import { browserIn } from "#tests/http.ts";
import { openTown } from "#tests/world.ts";
import { importingIn } from "./importing.ts";
import { pageOf } from "#tests/page.ts";

let town: ReturnType<typeof openTown>;
let importing: ReturnType<typeof importingIn>;
beforeEach(() => {
  town = openTown();
  importing = importingIn(town);
});
afterEach(() => {
  town.close();
  vi.unstubAllEnvs();
});

const fileOf = (page: string) => importFile(town.config, page.split("/").at(-1)!);
const promisedIn = async (...promised: string[]) =>
  importing.bring([
    "Reference,Customer,Title,Promised",
    ...promised.map((one, n) => `PO-${n + 1},C-17,Chair,"${one}"`),
  ]);
const daysOf = (...references: string[]) => references.map((one) => importing.order(one)?.promisedDate);

describe("a file whose dates show what comes first", () => {
  it.each([
    [
      "day first",
      ["05/12/2026", "25/12/2026"],
      ["2026-12-05", "2026-12-25"],
      "05/12/2026 is read as 5 December 2026. Line 3 has 25/12/2026, so the day comes first.",
    ],
    [
      "month first",
      ["12/25/2026", "12/05/2026"],
      ["2026-12-25", "2026-12-05"],
      "12/05/2026 is read as 5 December 2026. Line 2 has 12/25/2026, so the month comes first.",
    ],
    [
      "dashes",
      ["5-12-2026", "25-12-2026"],
      ["2026-12-05", "2026-12-25"],
      "5-12-2026 is read as 5 December 2026. Line 3 has 25-12-2026, so the day comes first.",
    ],
    [
      "dots, which nobody has to be asked about",
      ["5.12.2026", "6. 12. 2026"],
      ["2026-12-05", "2026-12-06"],
      "5.12.2026 is read as 5 December 2026.",
    ],
    [
      "dots with the month first",
      ["12.05.2026", "12.25.2026"],
      ["2026-12-05", "2026-12-25"],
      "12.05.2026 is read as 5 December 2026. Line 3 has 12.25.2026, so the month comes first.",
    ],
    [
      "dots and years of two digits",
      ["5.12.26", "31.12.26"],
      ["2026-12-05", "2026-12-31"],
      "5.12.26 is read as 5 December 2026.",
    ],
    [
      "years of two digits where no other order fits",
      ["12/05/26", "12/25/26"],
      ["2026-12-05", "2026-12-25"],
      "12/05/26 is read as 5 December 2026. Line 3 has 12/25/26, so the month comes first.",
    ],
    [
      "the year first",
      ["2026/12/05", "2026.1.6"],
      ["2026-12-05", "2026-01-06"],
      "2026/12/05 is read as 5 December 2026.",
    ],
    [
      "one that is clear beside one that is the same in any order",
      ["12/12/2026", "25/12/2026"],
      ["2026-12-12", "2026-12-25"],
      "25/12/2026 is read as 25 December 2026.",
    ],
    ["days that are the same in any order", ["12/12/2026"], ["2026-12-12"], "12/12/2026 is read as 12 December 2026."],
    [
      "times and months by name",
      ["05-DEC-26", "Dec 6, 2026", "7. Dezember 2026"],
      ["2026-12-05", "2026-12-06", "2026-12-07"],
      "05-DEC-26 is read as 5 December 2026.",
    ],
  ])("is read so, and the page says how: %s", async (_, promised, days, says) => {
    const { page, html } = await promisedIn(...promised);
    expect(html).toContain(says);
    expect(html).not.toContain("How are the dates written?");
    await importing.confirm(page);
    expect(daysOf(...promised.map((__, n) => `PO-${n + 1}`))).toEqual(days);
  });

  it("lets one of its columns speak for the others", async () => {
    const { page, html } = await importing.bring([
      "Reference;Customer;Title;Promised;Step;Step date",
      'PO-1;C-17;"Tisch; Eiche";05/12/2026;;',
      "PO-2;C-17;Zwei Stühle;06/12/2026;shipped;22/11/2026 14:30",
    ]);
    expect(html).toContain("Line 3 has 22/11/2026 14:30, so the day comes first.");
    await importing.confirm(page);
    expect(daysOf("PO-1", "PO-2")).toEqual(["2026-12-05", "2026-12-06"]);
    expect(importing.order("PO-2")!.events[0]!.occurredAt).toBe(Date.UTC(2026, 10, 22, 14, 30));
  });

  it("is not spoken of where its dates are all like 2026-12-01", async () => {
    const { html } = await promisedIn("2026-12-01");
    expect(html).toContain("Import 1 order");
    expect(html).not.toContain("is read as");
  });
});

describe("a file whose dates can be read in two ways", () => {
  const question = "What does “05/12/2026” mean?";

  it("is asked about once, and read as it is answered", async () => {
    const { page, html } = await promisedIn("05/12/2026", "06/12/2026");
    expect(html).toContain(question);
    expect(html).toContain("in line 2");
    expect(pageOf(html).field(question).options).toEqual(
      expect.arrayContaining(["Day first: 5 December 2026", "Month first: 12 May 2026"]),
    );
    expect(html).not.toContain("/confirmation");
    expect((await importing.sam.get("/staff/imports")).html).toContain("Needs an answer");
    const answered = await importing.answer(page, "mdy");
    expect(answered.html).toContain("The file is being checked.");
    const checked = await importing.look(page);
    expect(checked).toContain("05/12/2026 is read as 12 May 2026.");
    expect(checked).not.toContain(question);
    await importing.confirm(page);
    expect(daysOf("PO-1", "PO-2")).toEqual(["2026-05-12", "2026-06-12"]);
    await importing.undo(page);
    expect(importing.order("PO-1")).toBeNull();
    expect(existsSync(fileOf(page))).toBe(false);
  });

  it("is still asked about where nothing was chosen, or what is not offered", async () => {
    const { page } = await promisedIn("05/12/2026");
    for (const order of ["", "ymd", "constructor"]) {
      const { status, html } = await importing.answer(page, order);
      expect(status).toBe(422);
      expect(html).toContain("There is a problem");
      expect(html).toContain("Choose how the dates are written.");
      expect(html).toContain(question);
    }
    expect((await importing.answer(page, "dmy")).status).toBe(200);
    expect((await importing.answer(page, "mdy")).html).toContain("can’t do that now");
    await importing.confirm(page);
    expect(daysOf("PO-1")).toEqual(["2026-12-05"]);
  });

  it("keeps its answer where the work on it breaks off and is tried again", async () => {
    const { page } = await promisedIn("05/12/2026");
    const dies = "create trigger dies before insert on import_lines begin select raise(abort, 'dead'); end";
    town.connection.sqlite.exec(dies);
    await importing.answer(page, "dmy");
    expect(await importing.look(page)).toContain("Something went wrong");
    town.connection.sqlite.exec("drop trigger dies");
    await importing.sam.post(`${page}/retry`, {});
    await town.drain();
    expect(await importing.look(page)).toContain("05/12/2026 is read as 5 December 2026.");
  });

  it("may have the year first, where it has two digits", async () => {
    const { page, html } = await promisedIn("26/12/05", "25/12/06");
    expect(html).toContain("Day first: 26 December 2005");
    expect(html).not.toContain("Month first");
    await importing.answer(page, "ymd");
    await importing.confirm(page);
    expect(daysOf("PO-1", "PO-2")).toEqual(["2026-12-05", "2025-12-06"]);
  });

  it("is not kept where nobody answers for a month", async () => {
    const { page } = await promisedIn("05/12/2026");
    const sweep = () => sweepImports(town.config, town.system, town.now());
    town.pass(29 * 24 * 60 * 60_000);
    expect([sweep(), existsSync(fileOf(page))]).toEqual([0, true]);
    town.pass(2 * 24 * 60 * 60_000);
    expect([sweep(), existsSync(fileOf(page))]).toEqual([1, false]);
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    const { html } = await sam.get(page);
    expect(html).toContain("The file is no longer here. Upload it again.");
    expect(html).not.toContain(question);
  });

  it("is not asked about where it cannot be read anyway", async () => {
    const { html } = await promisedIn("05/12/2026", 'never "closed');
    expect(html).toContain("Can’t be read");
    expect(html).not.toContain(question);
  });
});

describe("dates that contradict each other", () => {
  it("are refused, with the lines that show it, and nothing is swapped", async () => {
    const { page, html } = await promisedIn("25/12/2026", "12/25/2026", "05/12/2026", "2026-12-07", "12/12/2026");
    expect(html).toContain(
      "25/12/2026 in line 2 can’t have the month first, 12/25/2026 in line 3 can’t have the day first.",
    );
    expect(html).not.toContain("How are the dates written?");
    expect(html.match(/is unclear: some dates in this file have the day first/g)).toHaveLength(3);
    expect(html).toContain("Import 2 orders");
    await importing.confirm(page);
    expect(daysOf("PO-1", "PO-2", "PO-3", "PO-4", "PO-5")).toEqual([
      undefined,
      undefined,
      undefined,
      "2026-12-07",
      "2026-12-12",
    ]);
  });
});

describe("what is not a date", () => {
  it.each([
    ["31/02/2026", "is not a date"],
    ["46361", "is not a date"],
    ["0000-00-00", "is not a date"],
    ["2026-12-05 25:00", "is not a date"],
    ["2026-12-05 13:00 PM", "is not a date"],
    ["5 Smarch 2026", "is not a date"],
    [`05.12.2026${" ".repeat(100)}x`, "is not a date"],
    ["5.12.99", "could be in several centuries. Write the year in full"],
    ["0001-01-01", "must be between 1900 and 2200"],
    ["9999-12-31", "must be between 1900 and 2200"],
  ])("is refused in words: %s", async (promised, says) => {
    expect((await promisedIn(promised)).html).toContain(says);
  });
});

describe("dates with times", () => {
  it("are the day as it is written, whatever the database or spreadsheet", async () => {
    const written = [
      "2026-12-05 00:00:00",
      "2026-12-05T00:00:00",
      "2026-12-05 00:00:00.000",
      "2026-12-05T00:00:00Z",
      "2026-12-05 00:00:00+00",
      "2026-12-05 09:30:00 UTC",
      "2026-12-05 09:30:00 +0100",
      "5.12.2026 14:30",
      "20261205",
    ];
    const { page, html } = await promisedIn(...written);
    expect(html).toContain("5.12.2026 14:30 is read as 5 December 2026.");
    await importing.confirm(page);
    expect(daysOf(...written.map((_, n) => `PO-${n + 1}`))).toEqual(written.map(() => "2026-12-05"));
  });

  it("are read with the half of the day", async () => {
    const { page } = await promisedIn("12/25/2026 12:00:00 AM", "12/5/2026 11:59 p.m.");
    await importing.confirm(page);
    expect(daysOf("PO-1", "PO-2")).toEqual(["2026-12-25", "2026-12-05"]);
  });

  it("are the company's day and hour", async () => {
    vi.stubEnv("TZ", "Europe/Berlin");
    const { page } = await importing.bring([
      "Reference,Customer,Title,Placed,Promised",
      "PO-1,C-17,Chair,2026-11-20 09:30:00,2026-12-04T23:00:00.000Z",
      "PO-2,C-17,Chair,2026-11-20T10:00:00+02:00,2026-12-05T00:00:00Z",
    ]);
    await importing.confirm(page);
    expect(daysOf("PO-1", "PO-2")).toEqual(["2026-12-05", "2026-12-05"]);
    expect([importing.order("PO-1")!.placedAt, importing.order("PO-2")!.placedAt]).toEqual([
      Date.UTC(2026, 10, 20, 8, 30),
      Date.UTC(2026, 10, 20, 8),
    ]);
  });
});
