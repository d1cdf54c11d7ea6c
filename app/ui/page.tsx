import type { ReactNode } from "react";
import { paths } from "../paths.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Mark } from "./shell.tsx";
import { useShell, useText } from "./use.ts";
import { portalText } from "../text/portal.ts";

/** What a question is about: in words, and the thing itself where the visitor has it before them, else the job it is of. */
export type Subject = {
  about?: string;
  thing?: { kind: "invoice" | "order"; id: string };
  job?: "details" | "payment";
};

type PageProps = {
  title: ReactNode;
  lead?: ReactNode;
  back?: { to: string; name: string };
  /** What the way to a human says and carries: the page's subject, or the general offer; null on that way itself. Staff are not asked to write to themselves. */
  ask?: ({ lead?: string; name?: string } & Subject) | null;
  /** Narrow, with the company's mark above: for pages before sign-in. */
  door?: boolean;
  /** What has just happened, where no flash says it. */
  notice?: string | null;
  /** What is wrong with the form that was sent: comes first. */
  problems?: ReactNode;
  children?: ReactNode;
};

/** One page: heading, content, and the way to a human. */
export function Page({ title, lead, back, ask, door, notice, problems, children }: PageProps) {
  const shell = useShell();
  return (
    <>
      {door && shell && !shell.person ? (
        <header className="brand">
          <Mark company={shell.company} to={paths.root()} />
        </header>
      ) : null}
      <main id="main" tabIndex={-1} className={door ? "door" : undefined}>
        {problems}
        {shell ? <p className="paper">{shell.company.name}</p> : null}
        <Flash notice={notice} />
        <div className="head">
          {back ? (
            <span className="crumb">
              <a href={back.to}>← {back.name}</a>
            </span>
          ) : null}
          <h1>{title}</h1>
          {lead ? <p className="quiet">{lead}</p> : null}
        </div>
        {children}
        {ask === null || shell?.isStaffArea ? null : <Ask {...ask} />}
      </main>
    </>
  );
}

function Flash({ notice }: Pick<PageProps, "notice">) {
  const flash = useShell()?.flash ?? notice;
  return flash ? (
    <p className="flash" role="status">
      {flash}
    </p>
  ) : null;
}

function Ask({ lead, name, ...subject }: NonNullable<PageProps["ask"]>) {
  const { shell } = useText(portalText);
  return (
    <aside className="ask">
      <span>{lead ?? shell.askLead}</span>
      <AskLink {...subject}>{name ?? shell.askAnything}</AskLink>
    </aside>
  );
}

type AskLinkProps = Subject & { className?: string; children: ReactNode };

/** The way to a human, with what it is about: a request of the organization's, or the contact page for anybody else. */
export function AskLink({ about, thing, job, className, children }: AskLinkProps) {
  const shell = useShell();
  const org = shell?.person && shell.features.includes("requests") ? shell.org : null;
  const asking = { about: thing && `${thing.kind}:${thing.id}`, subject: about, job };
  return (
    <a className={className} href={org ? paths.newRequest(org.id, asking) : paths.contact(about)}>
      {children}
    </a>
  );
}

/** A designed nothing: what will be here, why it is empty, what to do. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children: ReactNode }) {
  return (
    <section className="sheet empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </section>
  );
}
