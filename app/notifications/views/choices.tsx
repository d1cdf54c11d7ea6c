import type { OrgId } from "#db/ids.ts";
import { paths } from "../../paths.ts";
import { hiddenIn, type PostProps } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { Wish } from "../../ui/wish.tsx";
import type { ChosenTopic } from "../choices.ts";
import { notificationsText } from "../text.ts";

export type OrganizationChoices = { id: OrgId; name: string; topics: ChosenTopic[] };

type ChoicesProps = {
  organization: OrganizationChoices;
  isOnly: boolean;
  /** Where it posts, and what goes along; without it the person's own page. */
  post?: PostProps;
};

/** What a person gets of one organization: a form with a row for each topic. */
export function Choices({ organization, isOnly, post }: ChoicesProps) {
  const { notifications: words } = useText(notificationsText);
  const { id, name, topics } = organization;
  return (
    <form
      className="sheet"
      method="post"
      action={post?.to ?? paths.chooseNotifications(id)}
      aria-labelledby={`of-${id}`}
    >
      <h2 id={`of-${id}`}>
        <bdi>{name}</bdi>
      </h2>
      {hiddenIn(post?.fields)}
      {topics.map(({ topic, ...row }) => (
        <Wish key={topic} field={topic} {...words.topics[topic]} words={words} {...row} />
      ))}
      <button className={isOnly ? "btn" : "btn second"} type="submit">
        {words.save}
      </button>
    </form>
  );
}
