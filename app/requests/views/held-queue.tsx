import type { HeldKind, HeldRow } from "../held-lists.ts";
import { paths } from "../../paths.ts";
import { HeldList } from "./held-list.tsx";
import { Empty } from "../../ui/page.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Counts = Record<HeldKind, number>;
type Props = { kind: HeldKind; mails: HeldRow[]; counts: Counts };

/** What is held for somebody to look at, what machines wrote, or what was dismissed; and the way to the others. */
export function HeldQueue({ kind, mails, counts }: Props) {
  const { heldMails: words } = useText(requestsText);
  const kinds = Object.keys(words.shows) as HeldKind[];
  const shown = kinds.filter((one) => one === "held" || one === kind || counts[one]);
  return (
    <>
      <nav className="row long" aria-label={words.showLabel}>
        {shown.map((one) => (
          <a
            key={one}
            className="more start"
            href={paths.heldMails(one)}
            aria-current={one === kind ? "true" : undefined}
          >
            {words.shown(one, counts[one])}
          </a>
        ))}
      </nav>
      {mails.length ? (
        <>
          {kind === "held" ? null : <p className="quiet">{words.shows[kind].why}</p>}
          <HeldList mails={mails} />
        </>
      ) : (
        <Empty icon="requests" title={words.shows[kind].emptyTitle}>
          <p>{words.shows[kind].empty}</p>
        </Empty>
      )}
    </>
  );
}
