import { is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import { tables } from "#db/tables.ts";

const files = import.meta.glob<Record<string, unknown>>("../../db/schema/*.ts", { eager: true });

it("is known whole: every file of tables is named in db/tables.ts", () => {
  const forgotten = Object.entries(files)
    .filter(([, file]) => Object.values(file).some((value) => is(value, SQLiteTable) && !tables.includes(value)))
    .map(([path]) => path);
  expect(forgotten).toEqual([]);
});
