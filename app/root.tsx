import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, useRouteError } from "@remix-run/react";
import type { ReactNode } from "react";
import { shellData } from "./shell-data.ts";
import { ErrorPage, useErrorWords } from "./ui/error-page.tsx";
import { Shell } from "./ui/shell.tsx";
import { useShell } from "./ui/use.ts";

export function loader(args: LoaderFunctionArgs) {
  return shellData(args);
}

/** An error page keeps what its answer says beside the status, such as when to try again. */
export const headers: HeadersFunction = ({ errorHeaders }) => errorHeaders ?? new Headers();

function Title() {
  const { title } = useErrorWords();
  const name = useShell()?.company.name;
  return <title>{name ? `${title} – ${name}` : title}</title>;
}

function Document({ children, failed }: { children: ReactNode; failed: boolean }) {
  const shell = useShell();
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {failed ? <Title /> : <Meta />}
        <Links />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={shell?.stylesheet ?? "/styles/foyer.css"} />
        {shell?.visits && !failed ? <script defer src={shell.visits.script} data-page={shell.visits.page} /> : null}
      </head>
      <body>
        <Shell data={shell}>{children}</Shell>
      </body>
    </html>
  );
}

export function Layout({ children }: { children: ReactNode }) {
  return <Document failed={!!useRouteError()}>{children}</Document>;
}

export default function App() {
  return <Outlet />;
}

export const ErrorBoundary = ErrorPage;
