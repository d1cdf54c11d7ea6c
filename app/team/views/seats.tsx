import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import type { SeatsShown } from "../more-seats.ts";
import { teamText } from "../text.ts";

/** How many seats are in use, and where that is too many, by how many. */
export function SeatsInUse({ seats: { inUse, limit, invited } }: { seats: SeatsShown }) {
  const { seats: words } = useText(teamText);
  return (
    <p>
      {words.inUse(inUse, limit, invited)}
      {inUse > limit ? <> {words.over(inUse - limit)}</> : null}
    </p>
  );
}

/** The ways to more seats, where none is free. */
export function MoreSeats({ org, seats }: { org: string; seats: SeatsShown | null }) {
  const { seats: words } = useText(teamText);
  if (!seats?.isFull) return null;
  const subject = words.subject(seats.product, seats.limit);
  return (
    <section className="sheet" aria-labelledby="seats">
      <h2 id="seats">{words.full}</h2>
      <SeatsInUse seats={seats} />
      <p>{words.fullText}</p>
      <div className="row">
        {seats.change ? <PostButton to={seats.change}>{words.change}</PostButton> : null}
        <a className="btn second" href={seats.hasRequests ? paths.newRequest(org, { subject }) : paths.contact()}>
          {words.ask}
        </a>
      </div>
    </section>
  );
}
