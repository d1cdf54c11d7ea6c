import { useLocation } from "@remix-run/react";
import { Fragment, type ReactNode } from "react";
import { isOn, featureDefinitions } from "../features.ts";
import { paths } from "../paths.ts";
import type { ShellData } from "./shell-data.ts";
import { StaffSearchLink, StaffTabs } from "./staff-tabs.tsx";
import { TabBar, type Tab } from "./tab-bar.tsx";
import { useText, useWord } from "./use.ts";
import { portalText } from "../text/portal.ts";

/** Bar, content and foot: the same on every page, signed in or not. */
export function Shell({ data, children }: { data: ShellData | undefined; children: ReactNode }) {
  const text = useText(portalText);
  return (
    <>
      <a className="skip" href="#main">
        {text.shell.skip}
      </a>
      {data?.person ? <Bar data={data} /> : null}
      {children}
      <Foot data={data} />
    </>
  );
}

export function Mark({ company, to }: { company: ShellData["company"]; to: string }) {
  return (
    <a className="mark" href={to}>
      {company.logo ? <img src={company.logo} alt="" height={30} /> : <i aria-hidden="true">{[...company.name][0]}</i>}
      <span>{company.name}</span>
    </a>
  );
}

function Bar({ data }: { data: ShellData }) {
  const { org, company, person, features, isStaff, isStaffArea } = data;
  return (
    <header className="bar">
      <div>
        <Mark company={company} to={isStaffArea ? paths.staff() : org ? paths.home(org.id) : paths.root()} />
        {isStaffArea ? <StaffTabs /> : null}
        {org ? <Tabs org={org} features={features} /> : null}
        {isStaffArea ? <StaffSearchLink /> : null}
        {person ? <Account data={data} person={person} isStaff={isStaff} /> : null}
      </div>
    </header>
  );
}

function Tabs({ org, features }: { org: NonNullable<ShellData["org"]>; features: ShellData["features"] }) {
  const { shell } = useText(portalText);
  const say = useWord();
  const { pathname } = useLocation();
  const tabs = featureDefinitions.flatMap((job): Tab[] => {
    if (!("tab" in job) || !isOn(job, features) || !org.rights.includes(job.tab.right)) return [];
    const { icon, name } = job.tab;
    const to = job.tab.to(org.id);
    const isBelow = !("isExact" in job.tab) && pathname.startsWith(to);
    return [{ to, icon, name: say(name), here: isBelow || pathname === to }];
  });
  return <TabBar label={shell.nav} tabs={tabs} />;
}

function Account({
  data,
  person,
  isStaff,
}: {
  data: ShellData;
  person: NonNullable<ShellData["person"]>;
  isStaff: boolean;
}) {
  const { shell } = useText(portalText);
  const name = person.name ?? person.email;
  return (
    <details className="account" name="account">
      <summary>
        <span className="vh">{shell.account}</span>
        <span className="who">
          {data.org ? <b dir="auto">{data.org.name}</b> : null}
          <small>{name}</small>
        </span>
      </summary>
      <div className="menu">
        {data.others.shown.map(({ id, name }) => (
          <a key={id} href={paths.home(id)}>
            <b dir="auto">{name}</b>
          </a>
        ))}
        {data.others.hasMore ? <a href={paths.organizations()}>{shell.allOrganizations}</a> : null}
        {isStaff && !data.isStaffArea ? <a href={paths.staff()}>{shell.staff}</a> : null}
        <a href={paths.me()}>{shell.me}</a>
        <a href={paths.notifications()}>{shell.notifications}</a>
        <a href={paths.sessions()}>{shell.sessions}</a>
        <form method="post" action={paths.signOut()}>
          <button type="submit">{shell.signOut}</button>
        </form>
      </div>
    </details>
  );
}

/** The company as its papers name it, and the way on. */
function Seller({ company: { name, address, vatId } }: { company: ShellData["company"] }) {
  const { shell } = useText(portalText);
  return <p>{[name, ...address, vatId && shell.vatId(vatId)].filter(Boolean).join(", ")}</p>;
}

function Foot({ data }: { data: ShellData | undefined }) {
  const { shell, staffNav } = useText(portalText);
  const isSigningIn = useLocation().pathname.startsWith(paths.signIn());
  const { imprint, privacy, terms } = data?.company.links ?? {};
  const links = [
    [shell.imprint, imprint],
    [shell.privacy, privacy],
    [shell.terms, terms],
  ] as const;
  const legal = links.flatMap(([name, to]) => (to ? [[name, to] as const] : []));
  return (
    <footer className="foot">
      {data ? <Seller company={data.company} /> : null}
      {data?.isStaffArea ? (
        <>
          <a href={paths.staffHelp()}>{staffNav.help}</a>{" "}
        </>
      ) : null}
      <a href={paths.contact()}>{shell.contact}</a>
      {legal.map(([name, to]) => (
        <Fragment key={name}>
          {" "}
          <a href={to}>{name}</a>
        </Fragment>
      ))}
      {data && !data.person && !isSigningIn ? (
        <>
          {" "}
          <a href={paths.signIn()}>{shell.signIn}</a>
        </>
      ) : null}
    </footer>
  );
}
