import type { FollowedThing, FollowState } from "#db/schema/notifications.ts";
import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { notificationsText } from "../text.ts";

type FollowingProps = { kind: FollowedThing["kind"]; state: FollowState | null; to: string };

/** Whether the reader is emailed about this one thing, and the buttons to have it otherwise. */
export function Following({ kind, state, to }: FollowingProps) {
  const { following: words } = useText(notificationsText);
  return (
    <section className="between" aria-label={words.title[kind]}>
      <span className="quiet">{words.is[state ?? "usual"][kind]}</span>
      <div className="row">
        {state ? (
          <PostButton to={to} fields={{ state: "usual" }} look="bare">
            {words.end[state]}
          </PostButton>
        ) : (
          <>
            <PostButton to={to} fields={{ state: "follow" }} look="bare">
              {words.follow}
            </PostButton>
            <PostButton to={to} fields={{ state: "mute" }} look="bare">
              {words.mute}
            </PostButton>
          </>
        )}
      </div>
    </section>
  );
}
