import type { World } from "./world.ts";

/** How SQLite finds the rows of each statement that is compiled while `run` runs: a line for each table or index it reads. */
export async function plansOf({ connection: { sqlite } }: World, run: () => unknown): Promise<string[]> {
  const asked = new Set<string>();
  const prepare = sqlite.prepare.bind(sqlite);
  sqlite.prepare = ((text: string) => {
    asked.add(text);
    return prepare(text);
  }) as typeof sqlite.prepare;
  try {
    await run();
  } finally {
    sqlite.prepare = prepare;
  }
  return [...asked]
    .filter((text) => /^(select|delete)/i.test(text))
    .flatMap((text) => {
      const values = Array<number>(text.split("?").length - 1).fill(0);
      return prepare(`explain query plan ${text}`).all(...values) as { detail: string }[];
    })
    .map(({ detail }) => detail);
}
