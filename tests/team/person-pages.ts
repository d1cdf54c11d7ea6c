import { addMember, removeMember } from "#app/team/members.ts";
import type { PageCase } from "#tests/pages.ts";
import type { openTown } from "#tests/world.ts";

/** A team with everybody in it, and names of every length, and its pages. */
export function personPages(town: ReturnType<typeof openTown>): PageCase[] {
  const { acme, zebra, ada, ben, sam, system } = town;
  const tenant = system.within(acme);
  const by = { kind: "staff", name: sam.email } as const;
  const long = `${"a.very.long.name.of.somebody.".repeat(2)}x@acme.example`;
  for (const [email, name] of [
    [long, "Wolfeschlegelsteinhausenbergerdorff the Younger of Hamburg-Altona"],
    ["no.name@acme.example", null],
  ] as const)
    addMember(tenant, { personId: town.addPerson(email, name), role: "member", source: "invite" }, by, town.now());
  const gone = town.addPerson("gone@acme.example", "Gudrun");
  town.join(acme, gone, "member");
  removeMember(tenant, gone, by, town.now());
  const person = `/o/${acme}/team/people`;
  return [
    { name: "team, alone", path: `/o/${zebra}/team`, as: "zoe" },
    { name: "team, person", path: `${person}/${ben.id}`, as: "ada" },
    { name: "team, oneself, the only owner", path: `${person}/${ada.id}`, as: "ada" },
    { name: "team, removal", path: `${person}/${ben.id}/removal`, as: "ada" },
    { name: "team, leaving", path: `/o/${acme}/team/leaving`, as: "ann" },
    { name: "team, leaving, the only owner", path: `/o/${acme}/team/leaving`, as: "ada" },
    { name: "staff customer, person", path: `/staff/customers/${acme}/people/${ben.id}`, as: "sam" },
    { name: "staff customer, removal", path: `/staff/customers/${acme}/people/${ben.id}/removal`, as: "sam" },
  ];
}
