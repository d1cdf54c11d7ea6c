import { useLocation } from "@remix-run/react";
import { paths } from "../paths.ts";
import { TabBar, type Tab } from "./tab-bar.tsx";
import { useShell, useText } from "./use.ts";

/** The ways of the company's own people. */
export function StaffTabs() {
  const { staffNav } = useText();
  const features = useShell()?.features ?? [];
  const { pathname } = useLocation();
  const isUnder = (to: string) => pathname === to || pathname.startsWith(`${to}/`);
  const isToday = pathname.replace(/\/$/, "") === paths.staff();
  const tabs: Tab[] = [{ to: paths.staff(), icon: "today", name: staffNav.today, here: isToday }];
  if (features.includes("orders")) {
    const to = paths.staffOrders();
    tabs.push({ to, icon: "orders", name: staffNav.orders, here: isUnder(to) || isUnder(paths.staffImports()) });
  }
  tabs.push({ to: paths.staffLog(), icon: "log", name: staffNav.log, here: isUnder(paths.staffLog()) });
  return <TabBar label={staffNav.label} tabs={tabs} />;
}
