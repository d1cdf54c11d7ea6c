import type { Rows } from "#tests/tenancy-rows.ts";
import { closingRows } from "./closing-rows.ts";
import { inviteRows } from "./invite-rows.ts";
import { joinRows } from "./join-rows.ts";
import { personRows } from "./person-rows.ts";
import { seatRows } from "./seat-rows.ts";

const readers = (status: number) =>
  ({ owner: status, admin: status, member: status, nobody: 303, stranger: 404, staff: 404, else: 403 }) as const;

const managers = (status: number) =>
  ({ owner: status, admin: status, nobody: 303, stranger: 404, staff: 404, else: 403 }) as const;

export const rows: Rows = {
  ...inviteRows,
  ...joinRows,
  ...personRows,
  ...seatRows,
  ...closingRows,
  "routes/o.$org.team.log": [
    {
      path: ({ acme }) => `/o/${acme}/team/log`,
      foreign: (_zebra, { acme }) => `/o/${acme}/team/log`,
      expect: managers(200),
    },
  ],
  "routes/o.$org.team.log[.]csv": [
    {
      path: ({ acme }) => `/o/${acme}/team/log.csv`,
      foreign: (_zebra, { acme }) => `/o/${acme}/team/log.csv`,
      expect: managers(200),
    },
  ],
  "routes/o.$org.team._index": [{ path: ({ acme }) => `/o/${acme}/team`, expect: readers(200) }],
};
