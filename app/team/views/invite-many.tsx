import { roles, type Role } from "#db/schema/organizations.ts";
import { canGrant } from "../../can.ts";
import { paths } from "../../paths.ts";
import { signInText } from "../../sign-in/text.ts";
import { Field, PostSheet } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import type { Judged } from "../invite-many.ts";
import { teamText } from "../text.ts";

type FormField = Parameters<typeof Field>[0]["field"];
type ListFormProps = { org: string; by: Role; people: FormField; file: FormField; isAgain: boolean };

/** The list, typed or in a file; under what was judged of it to be changed. */
export function ListForm({ org, by, people, file, isAgain }: ListFormProps) {
  const { inviteMany: words, organizations } = useText(teamText, signInText);
  const names = roles.filter((role) => canGrant(by, role)).map((role) => organizations.roles[role]);
  return (
    <form className="sheet" method="post" action={paths.inviteMany(org)} encType="multipart/form-data" noValidate>
      {isAgain ? <h2>{words.change}</h2> : null}
      <Field
        field={people}
        label={words.people}
        hint={`${words.peopleHint} ${words.mayGive(names.join(", "))}`}
        lines={8}
        autoComplete="off"
      />
      <Field
        field={file}
        label={words.file}
        hint={words.fileHint}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        optional
      />
      <button className={isAgain ? "btn second" : "btn"} type="submit">
        {isAgain ? words.checkAgain : words.check}
      </button>
    </form>
  );
}

type JudgedListProps = { lines: Judged[]; people: string; once: string; org: string; isAsked: boolean };

/** What each line of a list would do, and the button that does it. */
export function JudgedList({ lines, people, once, org, isAsked }: JudgedListProps) {
  const { inviteMany: words, invite } = useText(teamText);
  const sent = lines.filter(({ isSent }) => isSent);
  const hasOwner = sent.some((line) => line.is === "asks" && line.role === "owner");
  return (
    <section className="head" aria-labelledby="judged">
      <h2 id="judged">{words.judged}</h2>
      <ul className="sheet flush list">
        {lines.map((line) => (
          <Line key={line.line} line={line} />
        ))}
      </ul>
      {sent.length ? (
        <PostSheet to={paths.inviteMany(org)} fields={{ people, once, send: "yes" }} verb={words.send(sent.length)}>
          {words.notYet} {hasOwner && isAsked ? invite.ownerHint : null}
        </PostSheet>
      ) : null}
    </section>
  );
}

const maxShown = 120;

function Line({ line }: { line: Judged }) {
  const { inviteMany: words, invite, organizations } = useText(teamText, signInText);
  const { outcome, said } = line;
  const [tag, status, why] =
    outcome === "invited"
      ? [words.invited, "done", null]
      : outcome === "again"
        ? [words.again, "waiting", null]
        : [words.leftOut, "failed", { ...invite.faults, ...words.faults }[outcome]];
  return (
    <li>
      <div className="main">
        <span>
          <b>
            <bdi>{line.is === "asks" ? line.email : said.slice(0, maxShown)}</bdi>
          </b>
          <span className="tag" data-status={status}>
            {tag}
          </span>
        </span>
        <small>
          {words.line(line.line)}
          {line.is === "asks" ? (
            <>
              : {line.name ? <bdi>{line.name}, </bdi> : null}
              {organizations.roles[line.role]}
            </>
          ) : null}
        </small>
        {why ? <small>{why}</small> : null}
      </div>
    </li>
  );
}
