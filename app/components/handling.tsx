import type { DeskPage } from "../models/desk-page.ts";
import { paths } from "../paths.ts";
import { aboutName } from "../text/about.ts";
import { PostButton } from "./form.tsx";
import { useText } from "./use.ts";

type Props = Pick<DeskPage, "request" | "colleagues" | "me" | "about">;

/** Who answers a request, and what it is about. */
export function Handling(props: Props) {
  return (
    <section className="sheet">
      <AboutWhat {...props} />
      <Assignee {...props} />
    </section>
  );
}

function AboutWhat({ request: { id, orgId }, about }: Props) {
  const text = useText();
  const { staffRequests: words } = text;
  if (orgId === null) return null;
  const name = about ? aboutName(text, about.name) : words.nothing;
  return (
    <dl className="facts">
      <dt>{words.about}</dt>
      <dd>
        {about?.kind === "order" ? <a href={paths.staffOrder(about.id)}>{name}</a> : name}
        {" · "}
        <a href={paths.linkRequest(id)} aria-label={words.changeLinkNamed}>
          {words.changeLink}
        </a>
      </dd>
    </dl>
  );
}

/** Taken by one tap, or given to somebody. */
function Assignee({ request: { id, assignedTo }, colleagues, me }: Props) {
  const { staffRequests: words } = useText();
  const known = colleagues.some(({ email }) => email === assignedTo);
  return (
    <>
      <form method="post" action={paths.assignRequest(id)} className="form">
        <div className="field">
          <label htmlFor="to">{words.assignee}</label>
          <select id="to" name="to" defaultValue={assignedTo ?? ""}>
            <option value="">{words.nobodyYet}</option>
            {assignedTo && !known ? <option>{assignedTo}</option> : null}
            {colleagues.map(({ email, name }) => (
              <option key={email} value={email}>
                {email === me ? words.you(name ?? email) : (name ?? email)}
              </option>
            ))}
          </select>
        </div>
        <div className="row">
          <button className="btn second" type="submit">
            {words.assign}
          </button>
        </div>
      </form>
      {assignedTo === me ? null : (
        <PostButton to={paths.assignRequest(id)} fields={{ to: me }} look="bare">
          {words.take}
        </PostButton>
      )}
    </>
  );
}
