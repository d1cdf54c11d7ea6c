import { paths } from "../../paths.ts";
import { Mark } from "../../ui/shell.tsx";
import { useShell, useText } from "../../ui/use.ts";
import { linksText } from "../text.ts";

/** The bar of a page that a link opened: the company, and the way in. `next` is where signing in leads, `token` the link's. */
export function ItemBar({ next, token }: { next: string | null; token?: string }) {
  const shell = useShell();
  const { itemLink } = useText(linksText);
  if (!shell || shell.person) return null;
  return (
    <header className="bar">
      <div>
        <Mark company={shell.company} to={paths.root()} />
        <span className="account">
          <a className="btn bare" href={paths.signIn(next, token)}>
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
