import { useLocation } from "@remix-run/react";
import { requestJobs } from "#db/schema/requests.ts";
import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { askedText } from "../text/asked.ts";

/** The jobs that customers ask about, and what is said of the time before; the one that is open is marked. */
export function AskedNav() {
  const { asked, baseline } = useText(askedText);
  const { pathname } = useLocation();
  const parts = [
    ...requestJobs.map((job) => ({ to: paths.staffAsked(job), name: asked.names[job] })),
    { to: paths.staffBaseline(), name: baseline.part },
  ];
  return (
    <nav className="parts long" aria-label={asked.parts}>
      {parts.map(({ to, name }) => (
        <a key={to} href={to} aria-current={pathname.replace(/\/$/, "") === to ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
