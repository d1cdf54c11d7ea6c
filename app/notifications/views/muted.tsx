import { PostButton } from "../../ui/form.tsx";
import { Reference } from "../../ui/reference.tsx";
import { useText } from "../../ui/use.ts";
import type { Muted } from "../muted.ts";
import { notificationsText } from "../text.ts";

/** What somebody gets no emails about, each with the way back. */
export function MutedThings({ muted }: { muted: (Muted & { organization: string | null })[] }) {
  const { muted: words, following } = useText(notificationsText);
  if (!muted.length) return null;
  return (
    <section className="head" aria-labelledby="muted">
      <h2 id="muted">{words.title}</h2>
      <p className="quiet">{words.lead}</p>
      <ul className="sheet flush list">
        {muted.map(({ name, path, unmute, organization }) => (
          <li key={path}>
            <a className="main" href={path}>
              <b>{name ? <Reference>{name}</Reference> : null}</b>
              {organization === null ? null : (
                <small>
                  <bdi>{organization}</bdi>
                </small>
              )}
            </a>
            <PostButton
              to={unmute}
              fields={{ state: "usual", from: "notifications" }}
              look="bare"
              label={words.unmute(name ?? "")}
            >
              {following.end.mute}
            </PostButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
