import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import type { BoardFilter } from "../board-filter.ts";
import { ordersText } from "../text.ts";

type Props = { count: number; marked: string | null; place: BoardFilter & { after: string | null } };

/** The way back for what was just marked. */
export function MarkedJustNow({ count, marked, place }: Props) {
  const { staffBoard: words } = useText(ordersText);
  if (!count) return null;
  return (
    <section className="sheet needs tight wide" aria-label={words.justMarked}>
      <div className="between">
        <span>{words.markedHint}</span>
        <PostButton to={paths.markOrders()} fields={{ ...place, undo: marked }}>
          {words.undo}
        </PostButton>
      </div>
    </section>
  );
}
