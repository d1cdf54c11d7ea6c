import { Fragment } from "react";
import type { Role } from "#db/schema/organizations.ts";
import { helpSections } from "./help-sections.ts";
import { ordersText } from "../../orders/text.ts";
import { peopleText } from "../../people/text.ts";
import { requestsText } from "../../requests/text.ts";
import { signInText } from "../../sign-in/text.ts";
import { portalText } from "../../text/portal.ts";
import { useShell, useText, useWord } from "../../ui/use.ts";
import { staffText } from "../text.ts";

/** What the company's own people want to know, a section a matter, with the ways to its screens. */
export function StaffHelp() {
  const names = useText(portalText, peopleText, ordersText, requestsText);
  const features = useShell()?.features ?? [];
  const { contents, sections: words } = useText(staffText).staffHelp;
  const sections = helpSections(names, useWord()).filter(({ of }) => !of || features.includes(of));
  return (
    <div className="sides">
      <nav aria-label={contents}>
        <ul>
          {sections.map(({ id }) => (
            <li key={id}>
              <a className="more start" href={`#${id}`}>
                {words[id].title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="body">
        {sections.map(({ id, screens }) => (
          <section key={id} id={id} className="sheet" aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>{words[id].title}</h2>
            {words[id].says.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
            {id === "roles" ? <Roles /> : null}
            {screens.length ? (
              <div className="row">
                {screens.map(({ to, name }) => (
                  <a key={to} className="more start" href={to}>
                    {name}
                  </a>
                ))}
              </div>
            ) : null}
          </section>
        ))}
      </div>
    </div>
  );
}

function Roles() {
  const { staffHelp, organizations } = useText(staffText, signInText);
  return (
    <dl className="facts">
      {(Object.keys(staffHelp.roles) as Role[]).map((role) => (
        <Fragment key={role}>
          <dt>{organizations.roles[role]}</dt>
          <dd>{staffHelp.roles[role]}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
