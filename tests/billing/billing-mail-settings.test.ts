import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  addPayablesAddress,
  findBillingSettings,
  isPayablesAddress,
  listPayablesAddresses,
  removePayablesAddress,
  setAttachPdf,
} from "#app/billing/billing-mail-settings.ts";
import { createItemLink, findItemLink } from "#app/sign-in/item-links.ts";
import { monday, openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const acme = () => town.system.within(town.acme);
const zebra = () => town.system.within(town.zebra);
const add = (email: string) => addPayablesAddress(acme(), email, town.ada.id, monday);

describe("accounts-payable addresses", () => {
  it("are one organization's own", () => {
    expect([add("pay@acme.example"), add("ap@acme.example"), add("pay@acme.example")]).toEqual([
      "added",
      "added",
      "there",
    ]);
    expect(listPayablesAddresses(acme())).toEqual(["ap@acme.example", "pay@acme.example"]);
    expect(listPayablesAddresses(zebra())).toEqual([]);
    expect(isPayablesAddress(acme(), "pay@acme.example")).toBe(true);
    expect(isPayablesAddress(zebra(), "pay@acme.example")).toBe(false);
  });

  it("are ten at most", () => {
    for (let n = 0; n < 10; n++) expect(add(`ap${n}@acme.example`)).toBe("added");
    expect(add("ap10@acme.example")).toBe("full");
    expect(add("ap3@acme.example")).toBe("there");
    expect(listPayablesAddresses(acme())).toHaveLength(10);
  });

  it("lose their links when they are taken off, and only theirs", () => {
    add("pay@acme.example");
    const link = (email: string) => createItemLink(acme(), { kind: "invoice", itemId: "in_1", email }, monday);
    const [theirs, bos] = [link("pay@acme.example"), link(town.bo.email)];
    expect(removePayablesAddress(zebra(), "pay@acme.example", monday)).toBe(false);
    expect(removePayablesAddress(acme(), "pay@acme.example", monday + 1)).toBe(true);
    expect(removePayablesAddress(acme(), "pay@acme.example", monday + 2)).toBe(false);
    expect(findItemLink(town.system, theirs)).toMatchObject({ revokedAt: monday + 1 });
    expect(findItemLink(town.system, bos)).toMatchObject({ revokedAt: null });
  });

  it("that are members' who read billing anyway keep their links", () => {
    const links = [town.bo.email, town.ben.email].map((email) => {
      add(email);
      return createItemLink(acme(), { kind: "invoice", itemId: "in_1", email }, monday);
    });
    for (const { email } of [town.bo, town.ben]) removePayablesAddress(acme(), email, monday + 1);
    expect(links.map((token) => findItemLink(town.system, token)!.revokedAt)).toEqual([null, monday + 1]);
  });
});

describe("the PDF in invoice mails", () => {
  it("is off until somebody wants it, for one organization", () => {
    expect(findBillingSettings(acme())).toEqual({ attachPdf: false });
    setAttachPdf(acme(), true, monday);
    expect([findBillingSettings(acme()), findBillingSettings(zebra())]).toEqual([
      { attachPdf: true },
      { attachPdf: false },
    ]);
    setAttachPdf(acme(), false, monday);
    expect(findBillingSettings(acme())).toEqual({ attachPdf: false });
  });
});
