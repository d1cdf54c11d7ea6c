import type { OrgId } from "#db/ids.ts";
import { paths } from "../../paths.ts";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import type { ChosenTopic } from "../choices.ts";
import { notificationsText } from "../text.ts";

export type OrganizationChoices = { id: OrgId; name: string; topics: ChosenTopic[] };

/** What a person gets of one organization: a form with a row for each topic. */
export function Choices({ organization, isOnly }: { organization: OrganizationChoices; isOnly: boolean }) {
  const { notifications: words } = useText(notificationsText);
  const { id, name, topics } = organization;
  return (
    <form className="sheet" method="post" action={paths.chooseNotifications(id)} aria-labelledby={`of-${id}`}>
      <h2 id={`of-${id}`}>
        <bdi>{name}</bdi>
      </h2>
      {topics.map((topic) => (
        <TopicRow key={topic.topic} {...topic} />
      ))}
      <button className={isOnly ? "btn" : "btn second"} type="submit">
        {words.save}
      </button>
    </form>
  );
}

function TopicRow({ topic, options, choice, offByLinkAt }: ChosenTopic) {
  const { notifications: words } = useText(notificationsText);
  return (
    <fieldset className="wish">
      <legend>
        {words.topics[topic].name}
        <small className="under">
          {offByLinkAt === null ? (
            words.topics[topic].what
          ) : (
            <TimeIn sentence={words.offByLink} at={offByLinkAt} as="date" />
          )}
        </small>
      </legend>
      {options.map((option) => (
        <label key={option} className="check">
          <input type="radio" name={topic} value={option} defaultChecked={option === choice} />
          <span>{words.options[option]}</span>
        </label>
      ))}
    </fieldset>
  );
}
