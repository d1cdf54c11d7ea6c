import { accountText } from "../../account/text.ts";
import { paths } from "../../paths.ts";
import { teamText } from "../../team/text.ts";
import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { staffText } from "../text.ts";

type Removed = { personId: string; name: string | null; email: string };
type WaysProps = { org: string; personId: string; email: string; isLast: boolean; isFeeds: boolean };

/** What else staff can do about somebody of a customer's. */
export function PersonWays({ org, personId, email, isLast, isFeeds }: WaysProps) {
  const { staffCustomer: words, members, departure } = useText(staffText, teamText, accountText);
  return (
    <>
      <section className="sheet" aria-labelledby="sign-in-mail">
        <h2 id="sign-in-mail">{words.signInMail}</h2>
        <p>{words.signInMailText(email)}</p>
        <PostButton to={paths.staffSignInMail(org, personId)}>{words.sendSignInMail}</PostButton>
      </section>
      {isFeeds ? null : (
        <section className="sheet" aria-labelledby="feed">
          <h2 id="feed">{words.feed}</h2>
          <p>{words.feedText}</p>
          <PostButton to={paths.leaveToFeed(org, personId)}>{words.leaveToFeed}</PostButton>
        </section>
      )}
      {isLast ? null : (
        <p>
          <a className="more" href={paths.staffRemovePerson(org, personId)}>
            {members.removal.remove}
          </a>
        </p>
      )}
      <p>
        <a className="more" href={paths.erasePerson(personId)}>
          {departure.erase}
        </a>
      </p>
    </>
  );
}

/** Who left a customer, or was removed, and whom the feed does not bring back; nothing where there is nobody. */
export function RemovedPeople({ org, removed }: { org: string; removed: Removed[] }) {
  const { staffCustomer: words } = useText(staffText);
  if (!removed.length) return null;
  return (
    <section className="head" aria-labelledby="removed">
      <h2 id="removed">{words.removed}</h2>
      <p className="quiet">{words.removedText}</p>
      <ul className="sheet flush list">
        {removed.map(({ personId, name, email }) => (
          <li key={personId}>
            <div className="main">
              <bdi>{name ?? words.noName}</bdi>
              <small>{email}</small>
            </div>
            <div className="file">
              <PostButton
                to={paths.leaveToFeed(org, personId)}
                look="bare"
                label={words.leaveToFeedNamed(name ?? email)}
              >
                {words.leaveToFeed}
              </PostButton>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
