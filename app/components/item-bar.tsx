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
        <a className="who" href={paths.signIn(next)}>
          {itemLink.seeEverything}
        </a>
      </div>
    </header>
  );
}
