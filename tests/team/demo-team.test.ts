import { expect, it } from "vitest";
import { paths } from "#app/paths.ts";
import { addCustomer, addSubscription } from "#tests/billing/subscription-rows.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { furnishTeam } from "#tests/run/demo-team.ts";
import { openWorld } from "#tests/world.ts";

it("the demo's team has everybody in it, invitations of every fortune and somebody who asks", async () => {
  const world = openWorld();
  const acme = world.addOrganization("Acme GmbH");
  const ada = world.addPerson("ada@acme.example", "Ada");
  world.join(acme, ada, "owner");
  addSubscription(world, acme, addCustomer(world, acme), {}, [{ name: "Room planner", quantity: 12 }]);
  furnishTeam(world.system, world.now());
  const browser = browserIn(world, { cookie: world.signIn(ada) });
  const { main } = pageOf((await browser.get(paths.team(acme))).html);
  expect(main.text).toContain("Mia (mia@studio.example) has asked to join Acme GmbH.");
  expect(main.text).toContain("5 of 12 seats in use, 2 of them invited.");
  expect(main.row("abe@acme.example").text).toContain("Admin");
  expect(main.row("bo@acme.example").text).toContain("Billing");
  expect(main.row("bne@acme.example").text).toContain("Bounced");
  expect(main.row("late@acme.example").text).toContain("Expired");
  expect(main.row("eve@acme.example").text).toContain("Sent");
  expect(main.text).not.toContain("dan@elsewhere.example");
  world.close();
});
