import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { json } from "./columns.ts";

/** A fault by its name in the catalogue (`is`), with what stands there and a number where it has one; a sentence in rows of before. */
export type KeptFileFault = { is?: string; said?: string; n?: number; fault?: string };
export type LineFault = KeptFileFault & { column: string };

/** What the groups of a date's digits are, one after the other: day, month, year. */
export const dateOrders = ["dmy", "mdy", "ymd"] as const;
export type DateOrder = (typeof dateOrders)[number];

export type SaidAt = { said: string; line: number };

/** How a file writes its dates. */
export type FileDates = {
  /** Null where it cannot be told, or is not told yet. */
  order: DateOrder | null;
  /** The orders in which all of its dates are days; none where they contradict each other. */
  possible: DateOrder[];
  /** A date that shows how they are read. */
  example: SaidAt | null;
  /** By each order that is out, the first date that is no day in it. */
  against: Partial<Record<DateOrder, SaidAt>>;
};

export const importStates = [
  "reading",
  "asking",
  "checked",
  "importing",
  "done",
  "undoing",
  "undone",
  "failed",
] as const;

export const importKinds = ["orders", "customers"] as const;
export type ImportKind = (typeof importKinds)[number];

/** A file of orders or customers that somebody of the company brought: looked through first, imported when confirmed, undone whole. */
export const imports = sqliteTable(
  "imports",
  {
    id: text("id").primaryKey(),
    kind: text("kind", { enum: importKinds }).notNull().default("orders"),
    fileName: text("file_name").notNull(),
    state: text("state", { enum: importStates }).notNull(),
    /** Lines by what they would do, and how many of them are done. */
    lines: integer("lines").notNull().default(0),
    making: integer("making").notNull().default(0),
    changing: integer("changing").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    done: integer("done").notNull().default(0),
    /** How many lines that may be imported have something to look at first. */
    noticed: integer("noticed").notNull().default(0),
    /** The file's own heads, in its order. */
    heads: json<string[]>("heads"),
    /** What parts its cells. */
    delimiter: text("delimiter"),
    dates: json<FileDates>("dates"),
    /** Why it failed as a whole. */
    fault: json<KeptFileFault>("fault"),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    confirmedAt: integer("confirmed_at"),
    finishedAt: integer("finished_at"),
    undoneBy: text("undone_by"),
    undoneAt: integer("undone_at"),
  },
  (t) => [index("imports_created").on(t.createdAt)],
);

/** A line that joins has further items of an order that an earlier line begins. */
export const lineEffects = ["make", "change", "same", "join", "refuse"] as const;

export const importLines = sqliteTable(
  "import_lines",
  {
    importId: text("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    /** As a person counts them in the file: the first after the heads is 2. */
    line: integer("line").notNull(),
    reference: text("reference"),
    effect: text("effect", { enum: lineEffects }).notNull(),
    /** What is wrong, by column; and what is not, but may not be meant. */
    faults: json<LineFault[]>("faults"),
    notices: json<LineFault[]>("notices"),
    /** The line's own cells, until it is imported. */
    cells: json<string[]>("cells"),
    /** What the line says, read. */
    values: json<Record<string, unknown>>("values"),
    doneAt: integer("done_at"),
    /** The order, or the customer, that it made or changed. */
    orderId: text("order_id"),
    /** What was before, as undoing needs it. */
    before: json<Record<string, unknown>>("before"),
    /** Why it was not undone. */
    kept: text("kept"),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.line] }),
    index("import_lines_effect").on(t.importId, t.effect, t.line),
    index("import_lines_noticed")
      .on(t.importId, t.line)
      .where(sql`notices is not null`),
    index("import_lines_reference").on(t.importId, t.reference),
    index("import_lines_order").on(t.orderId),
  ],
);
