import { useLocation } from "@remix-run/react";
import { paths } from "../paths.ts";
import { TabBar, type Tab } from "./tab-bar.tsx";
import { useShell, useText } from "./use.ts";
import { portalText } from "../text/portal.ts";

/** The ways of the company's own people. */
export function StaffTabs() {
  const { staffNav } = useText(portalText);
  const { features = [], needsAnswer = 0 } = useShell() ?? {};
  const { pathname } = useLocation();
  const isUnder = (to: string) => pathname === to || pathname.startsWith(`${to}/`);
  const isToday = pathname.replace(/\/$/, "") === paths.staff();
  const tabs: Tab[] = [{ to: paths.staff(), icon: "today", name: staffNav.today, here: isToday }];
  if (features.includes("requests")) {
    const to = paths.staffRequests();
    const count = { n: needsAnswer, label: staffNav.answerNeeded(needsAnswer) };
    tabs.push({ to, icon: "requests", name: staffNav.requests, here: isUnder(to), count });
  }
  if (features.includes("orders")) {
    const to = paths.staffOrders();
    tabs.push({ to, icon: "orders", name: staffNav.orders, here: isUnder(to) || isUnder(paths.staffImports()) });
  }
  const search = paths.staffSearch();
  tabs.push({ to: search, icon: "search", name: staffNav.search, here: isUnder(search) });
  const settings = [
    paths.staffSteps(),
    paths.staffKeys(),
    paths.staffLog(),
    paths.staffHealth(),
    paths.savedReplies(),
    paths.staffMails(),
    paths.staffAnswers(),
  ];
  const to = settings[features.includes("orders") ? 0 : 1]!;
  tabs.push({ to, icon: "settings", name: staffNav.settings, here: settings.some(isUnder) });
  return <TabBar label={staffNav.label} tabs={tabs} />;
}
