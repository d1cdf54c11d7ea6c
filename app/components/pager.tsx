import { useText } from "./use.ts";

/** The way to older and back to the newest rows; nothing where there is one page only. */
export function Pager({ older, newest }: { older: string | null; newest: string | null }) {
  const { billing } = useText();
  if (!older && !newest) return null;
  return (
    <nav className="row" aria-label={billing.pages}>
      {newest ? (
        <a className="btn second" href={newest}>
          {billing.newest}
        </a>
      ) : null}
      {older ? (
        <a className="btn second" rel="next" href={older}>
          {billing.older}
        </a>
      ) : null}
    </nav>
  );
}
