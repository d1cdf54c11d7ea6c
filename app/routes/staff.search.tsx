import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff } from "../sign-in/handles.ts";
import { Empty, Page } from "../ui/page.tsx";
import { SearchResults } from "../staff/views/search-results.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { kindsFound, maxShownPerKind, searchAll } from "../staff/search-all.ts";
import { readSearch } from "../search/search-text.ts";
import { paths } from "../paths.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled(({ staffSearch }) => staffSearch.title, staffText);

export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const q = readSearch(new URL(args.request.url).searchParams.get("q"));
  const found = q && searchAll(staff, q, args.context.portal.config.features);
  return { q, found: found || null, kinds: found ? kindsFound(found) : [], max: maxShownPerKind };
}

export default function StaffSearch() {
  const { q, found, kinds, max } = useLoaderData<typeof loader>();
  const { staffSearch } = useText(staffText);
  return (
    <Page title={staffSearch.title} ask={{ lead: staffSearch.ask }}>
      <form method="get" action={paths.staffSearch()} role="search" className="sheet">
        <div className="field">
          <label htmlFor="q">{staffSearch.field}</label>
          <small id="q-hint">{staffSearch.hint}</small>
          <input
            id="q"
            name="q"
            type="search"
            autoComplete="off"
            spellCheck={false}
            defaultValue={q ?? ""}
            aria-describedby="q-hint"
          />
        </div>
        <button className="btn" type="submit">
          {staffSearch.find}
        </button>
      </form>
      {found && kinds.length ? <SearchResults found={found} kinds={kinds} max={max} /> : null}
      {q && !kinds.length ? (
        <Empty icon="search" title={staffSearch.nothingTitle}>
          <p>{staffSearch.nothing(q)}</p>
        </Empty>
      ) : null}
    </Page>
  );
}
