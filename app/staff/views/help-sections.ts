import type { Feature } from "../../features.ts";
import { ordersFeature } from "../../orders/feature.ts";
import { requestsFeature } from "../../requests/feature.ts";
import { teamFeature } from "../../team/feature.ts";
import type { Words } from "../../text/words.ts";
import { paths } from "../../paths.ts";
import type { OrdersText } from "../../orders/text.ts";
import type { PeopleText } from "../../people/text.ts";
import type { RequestsText } from "../../requests/text.ts";
import type { PortalText } from "../../text/portal.ts";
import type { StaffText } from "../text.ts";

type Text = PortalText & PeopleText & OrdersText & RequestsText;
type Screen = { to: string; name: string };
type Section = {
  id: keyof StaffText["staffHelp"]["sections"];
  /** Left out while this job is switched off. */
  of?: Feature;
  screens: Screen[];
};

/** The sections of the staff's help in their order, and the screens that each speaks of. */
export function helpSections(
  { staffNav, staffRequests, staffOrders, heldMails, me }: Text,
  say: (word: Words<string>) => string,
): Section[] {
  const { shows } = heldMails;
  const screen = ({ to, name }: { to: () => string; name: Words<string> }): Screen => ({ to: to(), name: say(name) });
  const desk = screen(requestsFeature.staffTab);
  return [
    { id: "today", screens: [{ to: paths.staff(), name: staffNav.today }] },
    { id: "answer", of: "requests", screens: [desk] },
    { id: "bounces", of: "requests", screens: [desk] },
    { id: "unverified", of: "requests", screens: [desk] },
    {
      id: "held",
      of: "requests",
      screens: [
        { to: paths.heldMails(), name: staffRequests.queues.held },
        { to: paths.heldMails("automatic"), name: shows.automatic.name },
        { to: paths.heldMails("dismissed"), name: shows.dismissed.name },
      ],
    },
    {
      id: "settings",
      of: "requests",
      screens: requestsFeature.settings.map(screen),
    },
    {
      id: "orders",
      of: "orders",
      screens: [
        screen(ordersFeature.staffTab),
        { to: paths.newOrder(), name: staffOrders.make },
        ...ordersFeature.settings.map(screen),
      ],
    },
    { id: "imports", of: "orders", screens: [{ to: paths.staffImports(), name: staffOrders.import }] },
    { id: "customers", screens: [{ to: paths.staffCustomers(), name: staffNav.customers }] },
    { id: "team", of: "team", screens: teamFeature.settings.map(screen) },
    { id: "roles", screens: [] },
    { id: "customer", screens: [] },
    { id: "health", screens: [{ to: paths.staffHealth(), name: staffNav.health }] },
    {
      id: "you",
      screens: [
        { to: paths.me(), name: me.title },
        { to: paths.staffLog(), name: staffNav.log },
        { to: paths.staffKeys(), name: staffNav.keys },
      ],
    },
  ];
}
