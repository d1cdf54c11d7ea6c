import type { Rows } from "#tests/tenancy-rows.ts";
import { inviteRows } from "./invite-rows.ts";
import { joinRows } from "./join-rows.ts";
import { personRows } from "./person-rows.ts";
import { seatRows } from "./seat-rows.ts";

const readers = (status: number) =>
  ({ owner: status, admin: status, member: status, nobody: 303, stranger: 404, staff: 404, else: 403 }) as const;

export const rows: Rows = {
  ...inviteRows,
  ...joinRows,
  ...personRows,
  ...seatRows,
  "routes/o.$org.team._index": [{ path: ({ acme }) => `/o/${acme}/team`, expect: readers(200) }],
};
