import { addressChanges } from "#db/schema/account.ts";
import { sha256 } from "#db/secrets.ts";
import type { openTown } from "#tests/world.ts";

type Town = ReturnType<typeof openTown>;

/** Somebody's change of address that can still be undone. Gives the token of its link. */
export function addAddressChange(
  { system, now, ben }: Pick<Town, "system" | "now" | "ben">,
  { token = "t".repeat(43), from = "ben@before.example" } = {},
) {
  const values = { personId: ben.id, oldEmail: from, newEmail: ben.email, at: now() };
  system.db
    .insert(addressChanges)
    .values({ ...values, id: `adr_${token}`, undoHash: sha256(token), undoUntil: now() + 7 * 86_400_000 })
    .run();
  return token;
}

/** Pages about one's own address. */
export function accountPages(town: Town) {
  return [
    { name: "change of address", path: "/me/address", as: "ada" },
    { name: "change of address, staff", path: "/me/address", as: "sam" },
    { name: "undo of an address", path: `/address/undo?token=${addAddressChange(town)}`, as: null },
    { name: "undo of an address, done", path: "/address/undo", as: null },
    { name: "undo of an address, unknown", path: "/address/undo?token=unknown", as: null, status: 410 },
    { name: "departure", path: "/me/departure", as: "ben" },
    { name: "departure, the only owner", path: "/me/departure", as: "ada" },
    { name: "departure, staff", path: "/me/departure", as: "sam" },
    { name: "erasure of a person", path: `/staff/people/${town.ben.id}/erasure`, as: "sam" },
    { name: "erasure of an only owner", path: `/staff/people/${town.ada.id}/erasure`, as: "sam" },
    { name: "departure, undone", path: "/departure/undo", as: null },
    { name: "departure, over", path: "/departure/undo?token=unknown", as: null, status: 410 },
  ] as const;
}
