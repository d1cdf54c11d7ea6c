import { paths } from "../paths.ts";
import { Mark } from "./shell.tsx";
import { useShell, useText } from "./use.ts";

/** The bar of a page that a link opened: the company, and the way in. `next` is where signing in leads. */
export function ItemBar({ next }: { next: string | null }) {
  const shell = useShell();
  const { itemLink } = useText();
  if (!shell || shell.person) return null;
  return (
    <header className="bar">
      <div>
        <Mark company={shell.company} to={paths.root()} />
        <span className="account">
          <a className="btn bare" href={paths.signIn(next)}>
            <small>
              {itemLink.signIn}
              <span className="tail"> {itemLink.toSeeEverything}</span>
            </small>
          </a>
        </span>
      </div>
    </header>
  );
}
