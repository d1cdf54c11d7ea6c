import { useText } from "./use.ts";
import { portalText } from "../text/portal.ts";

type Props = {
  older: string | null;
  newest: string | null;
  /** Where rows do not go by time. */
  words?: { pages: string; newest: string; older: string };
};

/** The way to older and back to the newest rows; nothing where there is one page only. */
export function Pager({ older, newest, words }: Props) {
  const { pager } = useText(portalText);
  const { pages, newest: first, older: next } = words ?? pager;
  if (!older && !newest) return null;
  return (
    <nav className="row" aria-label={pages}>
      {newest ? (
        <a className="btn second" href={newest}>
          {first}
        </a>
      ) : null}
      {older ? (
        <a className="btn second" rel="next" href={older}>
          {next}
        </a>
      ) : null}
    </nav>
  );
}
