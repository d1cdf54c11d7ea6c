import type { Row, Rows } from "./tenancy-rows.ts";

/** The rows of every job, each beside the job's tests. */
export const all = Object.values(import.meta.glob<{ rows: Rows }>("./**/tenancy.ts", { eager: true })).map(
  ({ rows }) => rows,
);
export const matrix: Rows = Object.assign({}, ...all);
export const cases = Object.entries(matrix).flatMap(([id, rows]) => rows.map((row) => [id, row] as const));
export const isPost = ({ method }: Row) => method === "POST";
