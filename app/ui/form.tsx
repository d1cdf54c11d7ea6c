import { useForm, type FormMetadata, type SubmissionResult } from "@conform-to/react";
import { Fragment, type InputHTMLAttributes, type ReactNode } from "react";
import { useText } from "./use.ts";
import { WithAddress } from "./with-address.tsx";
import { portalText } from "../text/portal.ts";

type Values = Record<string, unknown>;
type AnyForm = Pick<FormMetadata<Values>, "id" | "allErrors">;

/**
 * A form and its fields. `answer` is what the action said about the last try (`useActionData`), with the values as they
 * were typed; `values` is what the fields hold before that.
 */
export function useFields<Schema extends Values>(
  id: string,
  answer: unknown,
  values?: Partial<Record<keyof Schema & string, string | null>>,
) {
  return useForm<Schema>({
    id,
    lastResult: (answer ?? null) as SubmissionResult<string[]> | null,
    defaultValue: values as never,
  });
}

/**
 * What is wrong, first on the page: each item leads to its field. Give it to `Page` as `problems`. `order` names the
 * fields as they follow one another, where there are many.
 */
export function Problems({ form, order = [] }: { form: AnyForm; order?: readonly string[] }) {
  const { shell } = useText(portalText);
  const place = ([name]: [string, unknown]) => order.indexOf(name);
  const problems = Object.entries(form.allErrors).sort((a, b) => place(a) - place(b));
  if (!problems.length) return null;
  return (
    <section className="sheet problem" role="alert" tabIndex={-1} autoFocus aria-labelledby={`${form.id}-problems`}>
      <h2 id={`${form.id}-problems`}>{shell.problem}</h2>
      <ul>
        {problems.flatMap(([name, messages]) =>
          messages.map((message) => (
            <li key={`${name} ${message}`}>
              {name ? <a href={`#${form.id}-${name}`}>{message}</a> : <WithAddress>{message}</WithAddress>}
            </li>
          )),
        )}
      </ul>
    </section>
  );
}

type FieldProps = {
  field: { id: string; name: string; errors?: string[]; initialValue?: unknown };
  label: ReactNode;
  hint?: ReactNode;
  optional?: boolean;
  /** Lines of a text box; without it the field is one line. */
  lines?: number;
  /** What can be chosen: the field is a list. */
  options?: readonly { code: string; name: string }[];
  className?: string;
} & Pick<
  InputHTMLAttributes<HTMLInputElement>,
  "type" | "list" | "inputMode" | "autoComplete" | "autoCapitalize" | "spellCheck" | "multiple" | "accept"
>;

/** One field: label above, then the hint, then what is wrong with it, then the box. */
export function Field({ field, label, hint, optional, lines, options, className, ...input }: FieldProps) {
  const { shell } = useText(portalText);
  const { errors } = field;
  const control = {
    id: field.id,
    name: field.name,
    "aria-invalid": errors ? true : undefined,
    "aria-describedby":
      [hint && `${field.id}-hint`, errors && `${field.id}-error`].filter(Boolean).join(" ") || undefined,
    ...(input.type === "file" ? {} : { defaultValue: field.initialValue as string | undefined }),
  };
  return (
    <div className={["field", className].filter(Boolean).join(" ")}>
      <label htmlFor={field.id}>
        {label}
        {optional ? <small> {shell.optional}</small> : null}
      </label>
      {hint ? <small id={`${field.id}-hint`}>{hint}</small> : null}
      {errors ? (
        <span className="error" id={`${field.id}-error`}>
          <span className="vh">{shell.error}: </span>
          {errors.map((error, at) => (
            <Fragment key={error}>
              {at ? <br /> : null}
              <WithAddress>{error}</WithAddress>
            </Fragment>
          ))}
        </span>
      ) : null}
      {options ? (
        <select {...control} autoComplete={input.autoComplete}>
          {options.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      ) : lines ? (
        <textarea rows={lines} {...control} autoComplete={input.autoComplete} />
      ) : (
        <input {...input} {...control} />
      )}
    </div>
  );
}

type CheckProps = { name: string; label: ReactNode; hint?: ReactNode; checked: boolean };

/** One of several that may be ticked. */
export function Check({ name, label, hint, checked }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" name={name} value="on" defaultChecked={checked} />
      <span>
        {label}
        {hint ? <small className="under">{hint}</small> : null}
      </span>
    </label>
  );
}

/** The field for a code out of a mail: the phone offers it, spaces are forgiven. */
export function CodeField({ field, label }: Pick<FieldProps, "field" | "label">) {
  return (
    <Field
      field={field}
      label={label}
      className="code"
      type="text"
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
    />
  );
}

/** A value that goes along with the form. */
export function Hidden({ name, value }: { name: string; value: string | null | undefined }) {
  return value ? <input type="hidden" name={name} value={value} /> : null;
}

/** The one primary button of a form: a verb. */
export function SubmitButton({ children }: { children: ReactNode }) {
  return (
    <button className="btn" type="submit">
      {children}
    </button>
  );
}

export type PostProps = { to: string; fields?: Record<string, string | null> };

export const hiddenIn = (fields: PostProps["fields"] = {}) =>
  Object.entries(fields).map(([name, value]) => <Hidden key={name} name={name} value={value} />);

/** The page's one thing to do, where nothing is to be filled in: a sentence and its button. */
export function PostSheet({ to, fields, verb, children }: PostProps & { verb: string; children?: ReactNode }) {
  return (
    <form className="sheet" method="post" action={to}>
      {children ? <p>{children}</p> : null}
      {hiddenIn(fields)}
      <SubmitButton>{verb}</SubmitButton>
    </form>
  );
}

type PostButtonProps = PostProps & {
  children: ReactNode;
  look?: "first" | "second" | "bare" | "quiet";
  /** What the button does, for ears, where several look alike. */
  label?: string;
};

/** A button that posts on its own, beside the page's main thing, such as "Send again". */
export function PostButton({ to, fields, children, look = "second", label }: PostButtonProps) {
  return (
    <form method="post" action={to}>
      {hiddenIn(fields)}
      <button className={look === "first" ? "btn" : `btn ${look}`} type="submit" aria-label={label}>
        {children}
      </button>
    </form>
  );
}
