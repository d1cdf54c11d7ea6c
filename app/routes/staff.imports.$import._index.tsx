import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { moveImport, requireImport } from "../imports/access.ts";
import { Choice, FilterForm } from "../ui/filter-form.tsx";
import { DateQuestionForm } from "../imports/views/import-dates.tsx";
import { ImportLines } from "../imports/views/import-lines.tsx";
import { ImportState } from "../imports/views/import-state.tsx";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm, texts } from "../http/forms.ts";
import { invalid } from "../http/respond.ts";
import { datesReadOf, questionOf } from "../imports/date-words.ts";
import { findHitch } from "../imports/import-hitches.ts";
import { answerDates, countKept, isImportRunning, listImportLines, readChoice } from "../imports/imports.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { importsText } from "../imports/text.ts";
import { importPlaces, importWords } from "../imports/words.ts";

const secondsBetweenLooks = "3";

export const meta = titled(
  (text, data: Loaded<typeof loader>) => importWords(text, data?.tab ?? "orders").title,
  importsText,
);
export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders;

export function loader(args: LoaderFunctionArgs) {
  const { staff, found } = requireImport(args);
  const query = new URL(args.request.url).searchParams;
  const choice = readChoice(query.get("show"));
  const page = {
    import: found,
    tab: found.kind,
    hitch: findHitch(staff, found),
    choice,
    kept: countKept(staff, found),
    question: questionOf(found),
    dates: datesReadOf(found.dates),
    ...listImportLines(staff, found, choice, query.get("after")),
  };
  // Without a script: the browser itself looks again while something moves.
  const moves = isImportRunning(found) && page.hitch?.nextAt !== null;
  return data(page, moves ? { headers: { Refresh: secondsBetweenLooks } } : {});
}

export async function action(args: ActionFunctionArgs) {
  const { found } = requireImport(args);
  const form = await readForm(args.request, texts(["order"]));
  if (form.status !== "success") return invalid(form.reply());
  const chosen = found.dates?.possible.find((order) => order === form.value.order);
  const { importDates } = textFor(localeOf(args.request), importsText);
  if (!chosen && found.state === "asking")
    return invalid(form.reply({ fieldErrors: { order: [importDates.missing] } }));
  return moveImport(args, (staff, id, now) => chosen !== undefined && answerDates(staff, id, chosen, now), "datesTold");
}

export default function StaffImport() {
  const { import: found, hitch, choice, kept, question, dates, lines, next, isFirst } = useLoaderData<typeof loader>();
  const [form, fields] = useFields<{ order: string }>("dates", useActionData());
  const staffImports = importWords(useText(importsText), found.kind);
  const here = (after?: string) => paths.staffImport(found.id, { show: choice, after });
  return (
    <Page
      title={found.fileName}
      back={{ to: importPlaces[found.kind].bring, name: staffImports.back }}
      problems={<Problems form={form} />}
      ask={{ lead: staffImports.ask }}
    >
      <ImportState found={found} kept={kept} hitch={hitch} dates={dates} />
      {question ? <DateQuestionForm question={question} fields={fields} to={paths.staffImport(found.id)} /> : null}
      {found.lines ? (
        <section className="head" aria-labelledby="lines">
          <h2 id="lines">{staffImports.linesTitle}</h2>
          <FilterForm to={paths.staffImport(found.id)} isFiltered={choice !== null} words={staffImports.filterWords}>
            <Choice name="show" label={staffImports.show} value={choice}>
              <option value="">{staffImports.all}</option>
              {Object.entries(staffImports.choices).map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </Choice>
          </FilterForm>
          <ImportLines lines={lines} kind={found.kind} />
          <Pager older={next && here(next)} newest={isFirst ? null : here()} words={staffImports.pager} />
        </section>
      ) : null}
    </Page>
  );
}
