import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff } from "../auth/handles.ts";
import { Choice, FilterForm } from "../components/filter-form.tsx";
import { ImportLines, ImportState } from "../components/import.tsx";
import { Page } from "../components/page.tsx";
import { Pager } from "../components/pager.tsx";
import { titled } from "../components/title.ts";
import { useText } from "../components/use.ts";
import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { countKept, findImport, isMoving, listLines, readEffect } from "../models/imports.ts";
import { paths } from "../paths.ts";

const secondsBetweenLooks = "3";

export const meta = titled(({ staffImports }) => staffImports.title);
export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders;

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  const staff = requireStaff(args);
  const found = findImport(staff, args.params.import!);
  if (!found) throw notFound();
  const query = new URL(args.request.url).searchParams;
  const effect = readEffect(query.get("show"));
  const page = {
    import: found,
    moves: isMoving(found),
    effect,
    kept: countKept(staff, found.id),
    ...listLines(staff, found.id, effect, query.get("after")),
  };
  // Without a script: the browser itself looks again while something moves.
  return data(page, page.moves ? { headers: { Refresh: secondsBetweenLooks } } : {});
}

export default function StaffImport() {
  const { import: found, moves, effect, kept, lines, next, isFirst } = useLoaderData<typeof loader>();
  const { staffImports } = useText();
  const here = (after?: string) => paths.staffImport(found.id, { show: effect, after });
  return (
    <Page
      title={found.fileName}
      back={{ to: paths.staffImports(), name: staffImports.back }}
      ask={{ lead: staffImports.ask }}
    >
      <ImportState found={found} kept={kept} isMoving={moves} />
      {found.lines ? (
        <section aria-labelledby="lines">
          <h2 id="lines">{staffImports.linesTitle}</h2>
          <FilterForm to={paths.staffImport(found.id)} isFiltered={effect !== null} words={staffImports.filterWords}>
            <Choice name="show" label={staffImports.show} value={effect}>
              <option value="">{staffImports.all}</option>
              {Object.entries(staffImports.effects).map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </Choice>
          </FilterForm>
          <ImportLines lines={lines} />
          <Pager older={next && here(next)} newest={isFirst ? null : here()} words={staffImports.pager} />
        </section>
      ) : null}
    </Page>
  );
}
