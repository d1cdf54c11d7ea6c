import { attempt, everyMember, type Rows } from "#tests/tenancy-rows.ts";
import { askToJoin } from "#app/team/join-requests.ts";
import type { PageCase } from "#tests/pages.ts";
import type { openTown } from "#tests/world.ts";

const managers = (status: number) => ({ ...everyMember(403), owner: status, admin: status });
const by = ["owner", "admin"] as const;

/** Of somebody who asks to be let in. */
export const joinRows: Rows = {
  // Ada invited Sam: whoever else has the link and no access yet may ask.
  "routes/invite_.request": [
    { path: () => "/invite/request", expect: { else: 200 } },
    {
      method: "POST",
      path: ({ invitation }) => `/invite/request?token=${invitation}`,
      by: ["stranger"],
      expect: { else: 303 },
    },
  ],
  "routes/o.$org.team.requests.$request.acceptance": [
    {
      path: ({ acme, joining }) => `/o/${acme}/team/requests/${joining}/acceptance`,
      expect: managers(200),
      foreign: (zebra, { joining }) => `/o/${zebra}/team/requests/${joining}/acceptance`,
    },
    {
      method: "POST",
      path: ({ acme, joining }) => `/o/${acme}/team/requests/${joining}/acceptance`,
      form: () => ({ role: "member" }),
      by,
      expect: managers(303),
      foreign: (zebra, { joining }) => `/o/${zebra}/team/requests/${joining}/acceptance`,
      misuse: ({ acme, zebra, joining }) => [
        attempt("admin", `/o/${acme}/team/requests/${joining}/acceptance`, 422, { role: "owner" }, "zebra"),
        attempt("stranger", `/o/${zebra}/team/requests/${joining}/acceptance`, 404, { role: "member" }),
      ],
    },
  ],
  "routes/o.$org.team.requests.$request.refusal": [
    {
      path: ({ acme, joining }) => `/o/${acme}/team/requests/${joining}/refusal`,
      expect: managers(303),
      foreign: (zebra, { joining }) => `/o/${zebra}/team/requests/${joining}/refusal`,
    },
    {
      method: "POST",
      path: ({ acme, joining }) => `/o/${acme}/team/requests/${joining}/refusal`,
      by,
      expect: managers(303),
      foreign: (zebra, { joining }) => `/o/${zebra}/team/requests/${joining}/refusal`,
    },
  ],
};

/** Has two ask to be let into Acme, and names the pages of that. */
export function joinPages(town: ReturnType<typeof openTown>): PageCase[] {
  const { acme, system } = town;
  const long = `${"a.very.long.name.of.somebody.".repeat(2)}x@elsewhere.example`;
  const ids = [long, "otto@berg.example"].map((email, n) => {
    const person = town.addPerson(email, n ? "Otto" : null);
    return askToJoin(system, acme, person, town.now());
  });
  return [
    {
      name: "team, let somebody in",
      path: `/o/${acme}/team/requests/${ids[0]}/acceptance`,
      as: "ada",
    },
    { name: "invitation, asked to be let in", path: "/invite/request", as: null },
  ];
}
