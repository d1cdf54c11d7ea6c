import { useLocation } from "@remix-run/react";
import { paths } from "../paths.ts";
import { TabBar } from "./tab-bar.tsx";
import { useText } from "./use.ts";

/** The ways of the company's own people. */
export function StaffTabs() {
  const { staffNav } = useText();
  const { pathname } = useLocation();
  const isUnder = (to: string) => pathname === to || pathname.startsWith(`${to}/`);
  const tabs = [
    {
      to: paths.staff(),
      icon: "today" as const,
      name: staffNav.today,
      here: pathname.replace(/\/$/, "") === paths.staff(),
    },
    { to: paths.staffLog(), icon: "log" as const, name: staffNav.log, here: isUnder(paths.staffLog()) },
  ];
  return <TabBar label={staffNav.label} tabs={tabs} />;
}
