import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { insightsText } from "../text.ts";

/** How many customers nobody has signed in of, and the way to them. */
export function NeverCame({ n, hasMore }: { n: number; hasMore: boolean }) {
  const { insights: words } = useText(insightsText);
  return (
    <section className="sheet" aria-labelledby="never">
      <h2 id="never">{words.neverTitle}</h2>
      <p>{words.never(n, hasMore)}</p>
      {n ? (
        <a className="more start" href={paths.staffCustomers({ show: "never-signed-in" })}>
          {words.neverAll}
        </a>
      ) : null}
    </section>
  );
}
