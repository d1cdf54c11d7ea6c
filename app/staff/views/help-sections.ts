import type { Feature } from "../../config.server.ts";
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
export function helpSections({ staffNav, staffRequests, staffOrders, heldMails, me }: Text): Section[] {
  const { shows } = heldMails;
  const requests = { to: paths.staffRequests(), name: staffNav.requests };
  return [
    { id: "today", screens: [{ to: paths.staff(), name: staffNav.today }] },
    { id: "answer", of: "requests", screens: [requests] },
    { id: "bounces", of: "requests", screens: [requests] },
    { id: "unverified", of: "requests", screens: [requests] },
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
      screens: [
        { to: paths.savedReplies(), name: staffNav.replies },
        { to: paths.staffAnswers(), name: staffNav.answers },
        { to: paths.staffMails(), name: staffNav.mails },
      ],
    },
    {
      id: "orders",
      of: "orders",
      screens: [
        { to: paths.staffOrders(), name: staffNav.orders },
        { to: paths.newOrder(), name: staffOrders.make },
        { to: paths.staffSteps(), name: staffNav.steps },
      ],
    },
    { id: "imports", of: "orders", screens: [{ to: paths.staffImports(), name: staffOrders.import }] },
    { id: "customers", screens: [{ to: paths.staffSearch(), name: staffNav.search }] },
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
