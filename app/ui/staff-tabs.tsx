import { useLocation, useMatches } from "@remix-run/react";
import { isOn, featureDefinitions } from "../features.ts";
import { paths } from "../paths.ts";
import { Icon } from "./icon.tsx";
import { useStaffSettings } from "./staff-settings.ts";
import { TabBar, type Tab } from "./tab-bar.tsx";
import { useShell, useText, useWord } from "./use.ts";
import { portalText } from "../text/portal.ts";

/** The ways of the company's own people: what waits for an answer before the rest. */
export function StaffTabs() {
  const { staffNav } = useText(portalText);
  const settings = useStaffSettings();
  const { pathname } = useLocation();
  const isOfCustomers = useMatches().some(({ data }) => (data as { tab?: string } | null)?.tab === "customers");
  const isUnder = (to: string) =>
    isOfCustomers ? to === paths.staffCustomers() : pathname === to || pathname.startsWith(`${to}/`);
  const isToday = pathname.replace(/\/$/, "") === paths.staff();
  const customers = paths.staffCustomers();
  const tabs: Tab[] = [
    { to: paths.staff(), icon: "today", name: staffNav.today, here: isToday },
    ...useTabsOfJobs(isUnder),
    { to: customers, icon: "team", name: staffNav.customers, here: isUnder(customers) },
    {
      to: paths.staffSettings(),
      icon: "settings",
      name: staffNav.settings,
      here: [{ to: paths.staffSettings() }, ...settings].some(({ to }) => isUnder(to)),
    },
  ];
  return <TabBar label={staffNav.label} tabs={tabs} />;
}

/** The way to search, on every page of theirs. */
export function StaffSearchLink() {
  const { staffNav } = useText(portalText);
  const { pathname } = useLocation();
  const to = paths.staffSearch();
  return (
    <a className="find-all" href={to} aria-current={pathname === to ? "page" : undefined}>
      <Icon name="search" />
      <span className="vh">{staffNav.search}</span>
    </a>
  );
}

function useTabsOfJobs(isUnder: (to: string) => boolean): Tab[] {
  const say = useWord();
  const { features = [], waiting = {} } = useShell() ?? {};
  const tabs = featureDefinitions.flatMap((job): Tab[] => {
    if (!("staffTab" in job) || !isOn(job, features)) return [];
    const { staffTab: tab, name: ofJob } = job;
    const n = waiting[ofJob] ?? 0;
    const count = "waiting" in tab ? { count: { n, label: say(tab.waiting)(n) } } : {};
    const isAlso = "also" in tab && tab.also.some((to) => isUnder(to()));
    return [{ to: tab.to(), icon: tab.icon, name: say(tab.name), here: isUnder(tab.to()) || isAlso, ...count }];
  });
  return tabs.toSorted((a, b) => Number(!!b.count) - Number(!!a.count));
}
