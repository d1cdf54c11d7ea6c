import { TimeIn } from "./time.tsx";

type WishProps<Option extends string> = {
  /** The form's field. */
  field: string;
  name: string;
  what: string;
  options: readonly Option[];
  choice: Option;
  words: { options: Readonly<Record<Option, string>>; offByLink: string };
  /** When a link in a mail turned it off, in epoch milliseconds: said instead of what it is. */
  offByLinkAt: number | null;
};

/** A row of a form: what somebody may be mailed of, and a radio for each way to have it. */
export function Wish<Option extends string>({
  field,
  name,
  what,
  options,
  choice,
  words,
  offByLinkAt,
}: WishProps<Option>) {
  return (
    <fieldset className="wish">
      <legend>
        {name}
        <small className="under">
          {offByLinkAt === null ? what : <TimeIn sentence={words.offByLink} at={offByLinkAt} as="date" />}
        </small>
      </legend>
      {options.map((option) => (
        <label key={option} className="check">
          <input type="radio" name={field} value={option} defaultChecked={option === choice} />
          <span>{words.options[option]}</span>
        </label>
      ))}
    </fieldset>
  );
}
