import { and, eq } from "drizzle-orm";
import { importLines, imports, type FileDates, type ImportKind } from "#db/schema/imports.ts";
import { systemOf, transact } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { checkCustomerLine } from "./check-customer-line.ts";
import { checkLine } from "./check-line.ts";
import { isAsked, surveyDates } from "./date-survey.ts";
import { readFile, UnreadableFile } from "./file.ts";
import { dateColumns } from "./import-columns.ts";
import type { ImportFileFault } from "./import-faults.ts";
import { importFile, removeFile } from "./import-files.ts";
import { countImportLines, countNoticed, findImport, type Import } from "./imports.ts";
import { joinLines, ordersGoingOn } from "./whole-orders.ts";

export const maxLines = 100_000;
const atOnce = 200;
const ordersAtOnce = 20;
const breath = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** The sign before decimals where cells are parted so; null where either is written. */
const decimalSigns: Readonly<Record<string, "." | ",">> = { ",": ".", ";": "," };

/**
 * The job `import.read`: looks through a file, line by line, and writes down what each would do. Nothing is imported.
 * Where the order of its dates is not evident, it waits for somebody to say it.
 */
export async function readImport(portal: Portal, { id }: Record<string, string>, hold: () => void) {
  const system = systemOf(connectionOf(portal));
  const found = findImport(system, id!);
  if (found?.state !== "reading") return;
  const ours = (act: () => void) =>
    transact(system, () => {
      hold();
      act();
    });
  const isReading = and(eq(imports.id, id!), eq(imports.state, "reading"));
  const set = (values: Partial<Import>) => system.db.update(imports).set(values).where(isReading).run();
  const finish = (values: Partial<Import>) =>
    ours(() =>
      set({
        ...values,
        ...countImportLines(system, id!),
        noticed: countNoticed(system, id!),
        finishedAt: portal.now(),
      }),
    );
  const path = importFile(portal.config, id!);
  ours(() => system.db.delete(importLines).where(eq(importLines.importId, id!)).run());
  let lines = 0;
  try {
    const dates = found.dates ?? (await lookAtDates(path, found.kind, () => ours(() => {})));
    if (isAsked(dates)) return ours(() => set({ state: "asking", dates }));
    for await (const { heads, names, delimiter, lines: next } of readFile(path, found.kind, atOnce)) {
      const manner = {
        dateOrder: dates.order,
        decimalSign: decimalSigns[delimiter] ?? null,
        importedAt: found.createdAt,
      };
      ours(() => {
        for (const one of next)
          if (found.kind === "customers") checkCustomerLine(system, id!, one, portal.now());
          else checkLine(system, { importId: id!, manner, names }, one);
        set({ lines: (lines += next.length), heads, delimiter, dates });
      });
      if (lines > maxLines) throw new UnreadableFile({ is: "tooManyLines", n: maxLines });
      await breath();
    }
    for (let orders = [""]; orders.length; await breath())
      ours(() => {
        orders = ordersGoingOn(system, id!, orders.at(-1)!, ordersAtOnce);
        for (const reference of orders) joinLines(system, id!, reference);
      });
    finish({ state: "checked" });
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === "ENOENT";
    if (!isGone && !(error instanceof UnreadableFile)) throw error;
    const fault: ImportFileFault = isGone ? { is: "gone" } : (error as UnreadableFile).fault;
    finish({ state: "failed", fault });
  }
  removeFile(portal.config, id!);
}

/** How the file's dates are written. Nobody is asked of a file that breaks off: what is wrong with it is said anyway. */
async function lookAtDates(path: string, kind: ImportKind, hold: () => void): Promise<FileDates> {
  const survey = surveyDates();
  let lines = 0;
  try {
    for await (const { names, lines: next } of readFile(path, kind, atOnce)) {
      if (!dateColumns.some((column) => names.includes(column))) break;
      next.forEach(survey.look);
      hold();
      if ((lines += next.length) > maxLines) throw new UnreadableFile({ is: "tooManyLines", n: maxLines });
      await breath();
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const dates = survey.found();
    return { ...dates, order: dates.order ?? dates.possible[0] ?? null };
  }
  return survey.found();
}
