import type { OrgId } from "#db/ids.ts";
import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { Wish } from "../../ui/wish.tsx";
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
      {topics.map(({ topic, ...row }) => (
        <Wish key={topic} field={topic} {...words.topics[topic]} words={words} {...row} />
      ))}
      <button className={isOnly ? "btn" : "btn second"} type="submit">
        {words.save}
      </button>
    </form>
  );
}
