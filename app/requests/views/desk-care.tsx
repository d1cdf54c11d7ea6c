import type { ComponentProps } from "react";
import type { DeskPage } from "../desk-page.ts";
import { ClosingForm } from "./closing-form.tsx";
import { paths } from "../../paths.ts";
import { aboutName } from "../about-name.ts";
import { PostButton } from "../../ui/form.tsx";
import { Day } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";
import { billingText } from "../../billing/text.ts";
import { ordersText } from "../../orders/text.ts";

type Props = Pick<DeskPage, "request" | "thread" | "colleagues" | "me" | "about" | "tags" | "tagged" | "days">;

/** Who answers a request and what it is about, and the way to change each. */
export function DeskCare(props: Props & ComponentProps<typeof ClosingForm>) {
  const { staffRequests: words } = useText(requestsText);
  return (
    <section className="sheet tight" aria-labelledby="care">
      <h2 id="care">{words.care}</h2>
      <Assignee {...props} />
      <AboutWhat {...props} />
      <Tags {...props} />
      {props.request.open ? <Snooze {...props} /> : null}
      <ClosingForm {...props} />
    </section>
  );
}

/** Taken by one tap, or given to somebody. */
function Assignee({ request: { id, assignedTo }, colleagues, me }: Props) {
  const { staffRequests: words } = useText(requestsText);
  const taker = colleagues.find(({ email }) => email === assignedTo);
  const name = taker?.name ?? assignedTo;
  return (
    <>
      <div className="between">
        <span className="counted">
          {assignedTo === null ? words.noTaker : words.taker(assignedTo === me ? words.you(name!) : name!)}
        </span>
        {assignedTo === me ? null : (
          <PostButton to={paths.assignRequest(id)} fields={{ to: me }} look="bare">
            {words.take}
          </PostButton>
        )}
      </div>
      <details className="rest">
        <summary>{words.giveTo}</summary>
        <form method="post" action={paths.assignRequest(id)} className="form">
          <div className="field">
            <label htmlFor="to">{words.assignee}</label>
            <select id="to" name="to" defaultValue={assignedTo ?? ""}>
              <option value="">{words.nobodyYet}</option>
              {assignedTo && !taker ? <option>{assignedTo}</option> : null}
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
      </details>
    </>
  );
}

function AboutWhat({ request: { id, orgId }, about }: Props) {
  const text = useText(billingText, ordersText, requestsText);
  const { staffRequests: words } = text;
  if (orgId === null) return null;
  const name = about ? aboutName(text, about.name) : words.nothing;
  return (
    <p>
      {words.about}: {about?.kind === "order" ? <a href={paths.staffOrder(about.id)}>{name}</a> : name}
      {" · "}
      <a href={paths.linkRequest(id)} aria-label={words.changeLinkNamed}>
        {words.changeLink}
      </a>
    </p>
  );
}

/** Put away until a day by one tap, or brought back. */
function Snooze({ request: { id, snoozedUntil }, days }: Props) {
  const { staffSort: words } = useText(requestsText);
  if (snoozedUntil !== null)
    return (
      <PostButton to={paths.snoozeRequest(id)} look="bare">
        {words.bringBack}
      </PostButton>
    );
  return (
    <details className="rest">
      <summary>{words.snoozeFold}</summary>
      <form className="row" method="post" action={paths.snoozeRequest(id)}>
        {days.map((day) => (
          <button key={day} className="btn second" type="submit" name="until" value={day}>
            <Day day={day} as="dayWithName" />
          </button>
        ))}
        <a className="more start" href={paths.snoozeRequest(id)}>
          {words.otherDay}
        </a>
      </form>
    </details>
  );
}

/** The request's tags, and all there are to be ticked. */
function Tags({ request: { id }, tags, tagged }: Props) {
  const { staffSort: words } = useText(requestsText);
  const own = tags.filter((tag) => tagged.includes(tag.id));
  return (
    <>
      <p className="row">
        {words.tags}:
        {own.length
          ? own.map(({ id: tag, name }) => (
              <bdi className="label" key={tag}>
                {name}
              </bdi>
            ))
          : ` ${words.noTags}`}
      </p>
      <details className="rest">
        <summary>{words.changeTags}</summary>
        <form method="post" action={paths.tagRequest(id)}>
          {tags.map(({ id: tag, name }) => (
            <label key={tag} className="check">
              <input type="checkbox" name="tag" value={tag} defaultChecked={tagged.includes(tag)} />
              <bdi>{name}</bdi>
            </label>
          ))}
          {tags.length ? (
            <button className="btn second" type="submit">
              {words.saveTags}
            </button>
          ) : null}{" "}
          <a className="more start" href={paths.staffTags()}>
            {words.manage}
          </a>
        </form>
      </details>
    </>
  );
}
